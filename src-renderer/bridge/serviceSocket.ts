import type { Failure, Request } from '#shared/contract/messages.ts';
import { encodeMessage } from '#shared/contract/wire.ts';
import { bridgeTexts } from '../texts/bridge.ts';

export interface SocketEnds {
  readonly onMessage: (bytes: Uint8Array<ArrayBuffer>) => void;
  /** A call that will get no answer any more. */
  readonly onLost: (id: number, failure: Failure) => void;
  /** The way to the host itself; the service's own states come as messages. */
  readonly onState: (state: 'starting' | 'down', sentence: string) => void;
}

const firstPauseMs = 250;
const longestPauseMs = 4000;
/** So long does a call wait for the host to come back before it fails. */
const waitForHostMs = 10_000;

/** A socket to the host that opens itself again when it is lost. Requests made meanwhile wait for it a while. */
export function openServiceSocket(address: string, { onMessage, onLost, onState }: SocketEnds): { readonly send: (request: Request) => void } {
  const failure: Failure = { code: 'service-down', sentence: bridgeTexts.notSent, remedy: bridgeTexts.notSentRemedy };
  /** Calls on their way, by their number. */
  const sent = new Set<number>();
  const waiting = new Map<number, { request: Request; timer: ReturnType<typeof setTimeout> }>();
  let socket: WebSocket | undefined;
  let pauseMs = firstPauseMs;

  const transmit = (request: Request): void => {
    if (request.kind === 'call') sent.add(request.id);
    socket!.send(encodeMessage(request));
  };
  const connect = (): void => {
    const opening = new WebSocket(address);
    opening.binaryType = 'arraybuffer';
    opening.onopen = () => {
      socket = opening;
      pauseMs = firstPauseMs;
      for (const { request, timer } of waiting.values()) {
        clearTimeout(timer);
        transmit(request);
      }
      waiting.clear();
    };
    opening.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => { onMessage(new Uint8Array(data)); };
    opening.onclose = () => {
      if (socket === opening) {
        socket = undefined;
        onState('down', bridgeTexts.notSent);
        for (const id of sent) onLost(id, failure);
        sent.clear();
      }
      setTimeout(connect, pauseMs);
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    };
  };
  connect();

  return {
    send: (request) => {
      if (socket?.readyState === WebSocket.OPEN) {
        transmit(request);
        return;
      }
      if (request.kind === 'cancel') {
        const waited = waiting.get(request.id);
        if (!waited) return;
        clearTimeout(waited.timer);
        waiting.delete(request.id);
        // It never left: nothing was done.
        onLost(request.id, { code: 'cancelled', sentence: bridgeTexts.cancelled, remedy: '' });
        return;
      }
      const timer = setTimeout(() => {
        waiting.delete(request.id);
        onLost(request.id, failure);
      }, waitForHostMs);
      waiting.set(request.id, { request, timer });
    },
  };
}
