import * as v from 'valibot';
import type { Bridge } from '#shared/contract/bridge.ts';
import type { Reply } from '#shared/contract/messages.ts';
import { reply } from '#shared/contract/messages.ts';
import { decodeMessage } from '#shared/contract/wire.ts';
import { droppedGroups } from './droppedGroups.ts';
import { openServiceSocket } from './serviceSocket.ts';
import { uploadDropped } from './uploadDropped.ts';

/** The bridge of a window under the web host: messages over a socket, pictures and dropped files over HTTP. */
export function createWebBridge(): Bridge {
  const listeners = new Set<(reply: Reply) => void>();
  // Pictures are kept by the browser under their address. Another window's addresses are never met, and after cases came or
  // went new ones are used: the library may give the number of a case that was removed to another.
  const pageMark = crypto.randomUUID();
  let epoch = 0;
  const tell = (told: Reply): void => {
    if (told.kind === 'event' && 'event' in told.event && told.event.event === 'casesChanged') epoch++;
    for (const listener of [...listeners]) listener(told);
  };
  const socket = openServiceSocket(new URL('/socket', location.href.replace(/^http/, 'ws')).href, {
    onMessage: (bytes) => {
      const read = v.safeParse(reply, decodeMessage(bytes));
      if (read.success) tell(read.output);
    },
    onLost: (id, failure) => { tell({ kind: 'failure', id, failure }); },
    onState: (state, sentence) => { tell({ kind: 'event', event: { shell: 'service', state, sentence } }); },
  });

  return {
    shell: 'web',
    get pictureBase() { return `/picture/@${pageMark}.${epoch}/`; },
    send: (request) => { socket.send(request); },
    onReply: (listener) => {
      listeners.add(listener);
      return () => { listeners.delete(listener); };
    },
    pathsOfDropped: async (files, { onProgress, onKept, signal } = {}) => {
      const groups = droppedGroups(files.filter((file): file is File => file instanceof File));
      const total = groups.reduce((sum, group) => sum + group.files.reduce((bytes, { file }) => bytes + file.size, 0), 0);
      const paths: string[] = [];
      let before = 0;
      for (const group of groups) {
        paths.push(await uploadDropped(group, { onProgress: (done) => onProgress?.(before + done, total), onKept, signal }));
        before += group.files.reduce((bytes, { file }) => bytes + file.size, 0);
      }
      return paths;
    },
    save: (name, mimeType, bytes) => {
      const address = URL.createObjectURL(new Blob([bytes.slice()], { type: mimeType }));
      const link = document.createElement('a');
      link.href = address;
      link.download = name;
      link.click();
      // The browser has taken the bytes by then; nothing tells when.
      setTimeout(() => { URL.revokeObjectURL(address); }, 60_000);
      return Promise.resolve({ kind: 'handedOver', name });
    },
  };
}
