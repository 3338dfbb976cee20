// Gives the window its bridge and nothing else. Runs sandboxed, in a context of its own.
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { Bridge } from '#shared/contract/bridge.ts';
import type { Reply } from '#shared/contract/messages.ts';
import type { SaveOutcome } from '#shared/contract/saveOutcome.ts';
import { shellChannels } from '#shared/contract/shellChannels.ts';

const listeners = new Set<(reply: Reply) => void>();
/** What came before the page listened. */
let early: Reply[] = [];
ipcRenderer.on(shellChannels.reply, (_event, reply: Reply) => {
  if (!listeners.size) early.push(reply);
  for (const listener of [...listeners]) listener(reply);
});
ipcRenderer.send(shellChannels.open);

/** Electron before 32 told the path on the file itself. */
function pathOf(file: unknown): string {
  const utilities = webUtils as typeof webUtils | undefined;
  return utilities ? utilities.getPathForFile(file as File) : ((file as { path?: string }).path ?? '');
}

const bridge: Bridge = {
  shell: 'electron',
  pictureBase: 'smear-tile://picture/',
  send: (request) => { ipcRenderer.send(shellChannels.request, request); },
  onReply: (listener) => {
    listeners.add(listener);
    for (const reply of early) listener(reply);
    early = [];
    return () => { listeners.delete(listener); };
  },
  choosePaths: (kind) => ipcRenderer.invoke(shellChannels.choosePaths, kind) as Promise<string[]>,
  pathsOfDropped: (files) => Promise.resolve(files.map(pathOf).filter((path) => path !== '')),
  save: (name, mimeType, bytes) => ipcRenderer.invoke(shellChannels.save, name, mimeType, bytes) as Promise<SaveOutcome>,
};
contextBridge.exposeInMainWorld('myeloscopeBridge', bridge);
