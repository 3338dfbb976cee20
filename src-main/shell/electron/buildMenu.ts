import type { BrowserWindow, MenuItemConstructorOptions } from 'electron';
import { app, Menu } from 'electron';
import type { ShellEvent } from '#shared/contract/events.ts';
import { choosePaths } from './windowMessages.ts';
import { shellTexts } from './shellTexts.ts';

/**
 * The native menu. What concerns the case is told to the window, which does it; the shell knows nothing of cases. The keys of
 * undo and redo are shown but left to the page, where a text field has its own undo.
 */
export function buildMenu(window: () => BrowserWindow | undefined, tell: (window: BrowserWindow, event: ShellEvent) => void): Menu {
  const command = (name: string) => (): void => {
    const open = window();
    if (open) tell(open, { shell: 'menu', command: name });
  };
  const open = (kind: 'slides' | 'folder') => (): void => {
    const at = window();
    if (at) void choosePaths(at, kind).then((paths) => { if (paths.length) tell(at, { shell: 'openPaths', paths }); });
  };
  const leftToPage = { registerAccelerator: false };
  const template: MenuItemConstructorOptions[] = [
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' as const }] : []),
    { label: shellTexts.file, submenu: [
      { label: shellTexts.newCase, accelerator: 'CmdOrCtrl+N', click: command('newCase') },
      { label: shellTexts.openSlide, accelerator: 'CmdOrCtrl+O', click: open('slides') },
      { label: shellTexts.openFolder, accelerator: 'CmdOrCtrl+Shift+O', click: open('folder') },
      { type: 'separator' },
      { label: shellTexts.worklist, click: command('worklist') },
      { label: shellTexts.settings, accelerator: 'CmdOrCtrl+,', click: command('settings') },
      { type: 'separator' },
      { label: shellTexts.quit, role: 'quit' },
    ] },
    { label: shellTexts.edit, submenu: [
      { label: shellTexts.undo, accelerator: 'CmdOrCtrl+Z', ...leftToPage, click: command('undo') },
      { label: shellTexts.redo, accelerator: 'CmdOrCtrl+Shift+Z', ...leftToPage, click: command('redo') },
      { type: 'separator' },
      { label: shellTexts.cut, role: 'cut' }, { label: shellTexts.copy, role: 'copy' }, { label: shellTexts.paste, role: 'paste' }, { label: shellTexts.selectAll, role: 'selectAll' },
    ] },
    { label: shellTexts.view, submenu: [
      { label: shellTexts.zoomIn, role: 'zoomIn' }, { label: shellTexts.zoomOut, role: 'zoomOut' }, { label: shellTexts.zoomReset, role: 'resetZoom' },
      { type: 'separator' },
      { label: shellTexts.fullScreen, role: 'togglefullscreen' },
    ] },
    { label: shellTexts.help, submenu: [
      { label: shellTexts.keys, click: command('keys') },
      { label: shellTexts.about, click: () => { app.showAboutPanel(); } },
    ] },
  ];
  return Menu.buildFromTemplate(template);
}
