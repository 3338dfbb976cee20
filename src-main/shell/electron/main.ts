// Electron's main process: the shell. It opens the window, starts the service and passes messages between them.
import path from 'node:path';
import type { BrowserWindow } from 'electron';
import { app, dialog, Menu, session } from 'electron';
import { makeFolders } from '#main/files/makeFolders.ts';
import { defaultLibraryDirectory } from '#main/places/libraryPlace.ts';
import { openServiceClient } from '../client/serviceClient.ts';
import { buildMenu } from './buildMenu.ts';
import { createWindow } from './createWindow.ts';
import { keepGivenPaths } from './givenPaths.ts';
import { hardenContents, hardenSession } from './hardenContents.ts';
import { readLaunchArguments } from './launchArguments.ts';
import { registerSchemes, servePage, servePictures } from './schemes.ts';
import { shellTexts } from './shellTexts.ts';
import { serviceStarter } from './startService.ts';
import { hearWindows } from './windowMessages.ts';

/** build/electron/main.cjs lies two folders below the program's. */
const programDirectory = path.resolve(__dirname, '../..');
const launch = readLaunchArguments(process.argv, __filename, process.cwd());
const libraryDirectory = launch.libraryDirectory ?? defaultLibraryDirectory();
// What the window keeps (its state, what Chromium writes) lies with the cases, under the same protection.
const stateDirectory = path.join(libraryDirectory, 'window', 'electron');
makeFolders(stateDirectory);
app.setPath('userData', stateDirectory);
app.setName(shellTexts.name);
app.setAboutPanelOptions({ applicationName: shellTexts.name, applicationVersion: app.getVersion(), copyright: shellTexts.notADevice });

process.on('uncaughtException', (error) => {
  dialog.showErrorBox(shellTexts.stoppedTitle, shellTexts.stopped(error.message));
  app.exit(1);
});

// macOS says which file was double-clicked before the program is ready: who listens only then never hears of it.
const givenPaths = keepGivenPaths();
app.on('open-file', (event, file) => {
  event.preventDefault();
  givenPaths.give([file]);
});

// One window a library: a second start hands its slides to the first. Chromium keeps the lock in `userData`.
if (app.requestSingleInstanceLock({ paths: launch.paths })) {
  registerSchemes();
  hardenContents(app);
  void app.whenReady().then(start);
} else {
  app.quit();
}

function start(): void {
  const client = openServiceClient({ startService: serviceStarter(programDirectory, libraryDirectory) });
  const messages = hearWindows(client);
  hardenSession(session.defaultSession);
  servePage(path.join(__dirname, '../renderer'));
  servePictures(client);

  let window: BrowserWindow | undefined;
  const openWindow = (): BrowserWindow => {
    if (window && !window.isDestroyed()) return window;
    window = createWindow(path.join(__dirname, 'preload.cjs'), stateDirectory);
    messages.admit(window);
    return window;
  };
  const openPaths = (paths: readonly string[]): void => {
    const open = openWindow();
    if (open.isMinimized()) open.restore();
    open.focus();
    if (paths.length) messages.tell(open, { shell: 'openPaths', paths: [...paths] });
  };

  Menu.setApplicationMenu(buildMenu(() => window, messages.tell));
  openPaths(launch.paths);
  givenPaths.takeBy(openPaths);
  app.on('second-instance', (_second, _argv, _from, given) => { openPaths((given as { paths?: string[] } | null)?.paths ?? []); });
  app.on('activate', () => { openWindow(); });
  app.on('window-all-closed', () => { app.quit(); });
  let isClosed = false;
  app.on('will-quit', (event) => {
    if (isClosed) return;
    event.preventDefault();
    void client.close().then(() => {
      isClosed = true;
      app.quit();
    });
  });
}
