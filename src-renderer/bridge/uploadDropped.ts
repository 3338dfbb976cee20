import * as v from 'valibot';
import type { StopSignal } from '#shared/contract/bridge.ts';
import { failure } from '#shared/contract/messages.ts';
import { bridgeTexts } from '../texts/bridge.ts';
import type { DroppedGroup } from './droppedGroups.ts';
import { ServiceFailure } from './serviceFailure.ts';

const placed = v.object({ path: v.string(), folder: v.string() });

interface UploadWork {
  /** Bytes of the group. */
  readonly onProgress: (done: number) => void;
  readonly onKept: ((path: string) => void) | undefined;
  readonly signal: StopSignal | undefined;
}

/** Copies a group of files to the host, one after the other, and gives its path there. Rejects with a `ServiceFailure`, `cancelled` where it was ended. */
export async function uploadDropped({ folder, files }: DroppedGroup, { onProgress, onKept, signal }: UploadWork): Promise<string> {
  const group = crypto.randomUUID();
  let before = 0;
  let at: v.InferOutput<typeof placed> | undefined;
  for (const { file, path } of files) {
    const query = new URLSearchParams({ group, path: folder === undefined ? path : `${folder}/${path}` });
    at = await upload(`/drop?${query.toString()}`, file, (done) => { onProgress(before + done); }, signal);
    onKept?.(at.path);
    before += file.size;
  }
  return folder === undefined ? at!.path : at!.folder;
}

/** By XMLHttpRequest: `fetch` does not tell how far an upload is. */
function upload(address: string, file: File, onProgress: (done: number) => void, signal: StopSignal | undefined): Promise<v.InferOutput<typeof placed>> {
  return new Promise((resolve, reject) => {
    const lost = (): void => { reject(new ServiceFailure({ code: 'service-down', sentence: bridgeTexts.notSent, remedy: bridgeTexts.notSentRemedy })); };
    const request = new XMLHttpRequest();
    request.open('POST', address);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded }) => { onProgress(loaded); };
    request.onerror = lost;
    const stop = (): void => { request.abort(); };
    const stopped = (): void => { reject(new ServiceFailure({ code: 'cancelled', sentence: bridgeTexts.cancelled, remedy: '' })); };
    request.onabort = () => { if (signal?.aborted) stopped(); else lost(); };
    request.onloadend = () => { signal?.removeEventListener('abort', stop); };
    signal?.addEventListener('abort', stop);
    request.onload = () => {
      const read = v.safeParse(placed, request.response);
      if (request.status === 200 && read.success) {
        resolve(read.output);
        return;
      }
      const refused = v.safeParse(failure, request.response);
      if (refused.success) reject(new ServiceFailure(refused.output));
      else lost();
    };
    if (signal?.aborted) stopped();
    else request.send(file);
  });
}
