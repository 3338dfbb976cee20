/** The way from a forked process to the one that started it. */
export interface ParentChannel {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** The parent is gone, however it ended: nobody is left to work for. */
  onParentGone(listener: () => void): void;
}

/** What Electron puts on `process` in its utility processes. */
interface ParentPort { postMessage(message: unknown): void; on(event: 'message', listener: (event: { data: unknown }) => void): void }

/** The channel of this process, whichever way it was forked; undefined where nobody forked it. */
export function parentChannel(): ParentChannel | undefined {
  const port = (process as unknown as { parentPort?: ParentPort }).parentPort;
  if (port) {
    return {
      send: (message) => { port.postMessage(message); },
      onMessage: (listener) => { port.on('message', ({ data }) => { listener(data); }); },
      // Electron ends its utility processes itself when its main process goes, and has no event for it.
      onParentGone: () => { /* see above */ },
    };
  }
  if (!process.send) return undefined;
  return {
    send: (message) => { if (process.connected) process.send!(message, undefined, undefined, () => { /* the parent is going: onParentGone says so */ }); },
    onMessage: (listener) => { process.on('message', listener); },
    onParentGone: (listener) => {
      process.on('disconnect', listener);
      // It may have gone while this process was still loading.
      if (!process.connected) setImmediate(listener);
    },
  };
}
