import type { BrowserWindow, IpcMainEvent, IpcMainInvokeEvent, OpenDialogOptions, WebContents } from 'electron';
import { dialog, ipcMain } from 'electron';
import * as v from 'valibot';
import type { ShellEvent } from '#shared/contract/events.ts';
import { failureOf } from '#shared/contract/failureOf.ts';
import type { SaveOutcome } from '#shared/contract/saveOutcome.ts';
import { shellChannels } from '#shared/contract/shellChannels.ts';
import type { ServiceClient } from '../client/serviceClient.ts';
import type { WindowSession } from '../client/windowSession.ts';
import { openWindowSession } from '../client/windowSession.ts';
import { saveFile } from './saveFile.ts';
import { pageOrigin } from './schemes.ts';
import { shellTexts } from './shellTexts.ts';

const chooseKind = v.picklist(['slides', 'model', 'folder']);
const saveOrder = v.tuple([v.pipe(v.string(), v.maxLength(200)), v.string(), v.instance(Uint8Array)]);

export interface WindowMessages {
  /** Lets a window speak. Until then, and after it closed, nothing of it is heard. */
  admit(window: BrowserWindow): void;
  /** Tells a window something of the shell; kept for it where its page is not there yet. */
  tell(window: BrowserWindow, event: ShellEvent): void;
}

/** The conversation of windows with the service, and what else the bridge offers. Each message's sender is checked. */
export function hearWindows(client: ServiceClient): WindowMessages {
  const windows = new Map<WebContents, BrowserWindow>();
  const sessions = new Map<WebContents, WindowSession>();
  const untold = new Map<WebContents, ShellEvent[]>();

  /** A message of the page's own top frame, in a window of ours; anything else is not answered. */
  const isOurs = ({ sender, senderFrame }: IpcMainEvent | IpcMainInvokeEvent): boolean => windows.has(sender) && senderFrame !== null
    && senderFrame === sender.mainFrame && senderFrame.url.startsWith(`${pageOrigin}/`);

  ipcMain.on(shellChannels.open, (event) => {
    if (!isOurs(event)) return;
    const { sender } = event;
    // A page that was loaded again begins anew.
    sessions.get(sender)?.close();
    sessions.set(sender, openWindowSession(client, (reply) => { if (!sender.isDestroyed()) sender.send(shellChannels.reply, reply); }));
    for (const kept of untold.get(sender) ?? []) sender.send(shellChannels.reply, { kind: 'event', event: kept });
    untold.delete(sender);
  });
  ipcMain.on(shellChannels.request, (event, message: unknown) => { if (isOurs(event)) sessions.get(event.sender)?.receive(message); });
  ipcMain.handle(shellChannels.choosePaths, async (event, kind: unknown) => {
    if (!isOurs(event)) return [];
    return choosePaths(windows.get(event.sender)!, v.parse(chooseKind, kind));
  });
  ipcMain.handle(shellChannels.save, async (event, ...order: unknown[]): Promise<SaveOutcome> => {
    if (!isOurs(event)) return { kind: 'notWanted' };
    // A rejection would reach the page as a code of Electron's: what goes wrong is told as a value.
    return save(windows.get(event.sender)!, order).catch((cause: unknown) => ({ kind: 'failed', failure: failureOf(cause) }));
  });

  return {
    admit: (window) => {
      const contents = window.webContents;
      windows.set(contents, window);
      window.on('closed', () => {
        windows.delete(contents);
        sessions.get(contents)?.close();
        sessions.delete(contents);
        untold.delete(contents);
      });
    },
    tell: ({ webContents }, event) => {
      if (sessions.has(webContents)) webContents.send(shellChannels.reply, { kind: 'event', event });
      else untold.set(webContents, [...(untold.get(webContents) ?? []), event]);
    },
  };
}

async function save(window: BrowserWindow, order: readonly unknown[]): Promise<SaveOutcome> {
  const [name, , bytes] = v.parse(saveOrder, order);
  const { canceled, filePath } = await dialog.showSaveDialog(window, { defaultPath: name });
  return canceled || !filePath ? { kind: 'notWanted' } : saveFile(filePath, bytes);
}

const allFiles = { name: shellTexts.allFiles, extensions: ['*'] };
const dialogues: Readonly<Record<v.InferOutput<typeof chooseKind>, OpenDialogOptions>> = {
  folder: { title: shellTexts.chooseFolder, properties: ['openDirectory'] },
  model: { title: shellTexts.chooseModel, properties: ['openFile'], filters: [{ name: shellTexts.models, extensions: ['onnx', 'json'] }, allFiles] },
  slides: { title: shellTexts.chooseSlides, properties: ['openFile', 'multiSelections'], filters: [{ name: shellTexts.slides, extensions: ['svs', 'tif', 'tiff', 'ndpi', 'mrxs', 'scn', 'bif', 'jpg', 'jpeg', 'png', 'bmp'] }, allFiles] },
};

/** The system's dialogue for slides, a model (or its card) or a folder: absolute paths, none where it was closed. */
export async function choosePaths(window: BrowserWindow, kind: v.InferOutput<typeof chooseKind>): Promise<string[]> {
  const { filePaths } = await dialog.showOpenDialog(window, dialogues[kind]);
  return filePaths;
}
