import path from 'node:path';
import { BrowserWindow, screen } from 'electron';
import { pageAddress } from './schemes.ts';
import { shellTexts } from './shellTexts.ts';
import { keepWindowState, readWindowState } from './windowState.ts';

/** A page that keeps crashing is not loaded for ever. */
const mostReloads = 3;

/** Opens the window where it was last. Its page has no Node, its own context and a sandbox; the preload gives it the bridge. */
export function createWindow(preload: string, stateDirectory: string): BrowserWindow {
  const stateFile = path.join(stateDirectory, 'window.json');
  const { isMaximized, ...bounds } = readWindowState(stateFile, screen.getAllDisplays().map(({ workArea }) => workArea));
  const window = new BrowserWindow({
    ...bounds, minWidth: 900, minHeight: 600, title: shellTexts.name, show: false,
    webPreferences: { preload, contextIsolation: true, sandbox: true, nodeIntegration: false, nodeIntegrationInWorker: false, nodeIntegrationInSubFrames: false, webviewTag: false, spellcheck: false, backgroundThrottling: false },
  });
  if (isMaximized) window.maximize();
  keepWindowState(window, stateFile);
  window.once('ready-to-show', () => { window.show(); });
  let reloads = 0;
  window.webContents.on('render-process-gone', (_gone, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed() || ++reloads > mostReloads) return;
    window.webContents.reload();
  });
  void window.loadURL(pageAddress);
  return window;
}
