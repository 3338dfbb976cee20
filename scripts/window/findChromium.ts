import { existsSync } from 'node:fs';
import path from 'node:path';

const onPath = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'microsoft-edge-stable', 'brave-browser'];
const onMac = ['Google Chrome', 'Chromium', 'Microsoft Edge', 'Brave Browser'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
const onWindows = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe', 'Chromium\\Application\\chrome.exe'];

/** An installed browser that can show the window as an application of its own: Chromium or one made from it. */
export function findChromium(): string | undefined {
  const named = process.env['MYELOSCOPE_BROWSER'];
  if (named) return existsSync(named) ? named : undefined;
  if (process.platform === 'win32') {
    const folders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((name) => process.env[name]).filter((folder) => folder !== undefined);
    return folders.flatMap((folder) => onWindows.map((program) => path.join(folder, program))).find(existsSync);
  }
  const found = (process.env['PATH'] ?? '').split(path.delimiter).flatMap((folder) => onPath.map((program) => path.join(folder, program))).find(existsSync);
  return found ?? (process.platform === 'darwin' ? onMac.find(existsSync) : undefined);
}

/** Whether this machine, or this login, has a screen to open a window on. */
export function hasScreen(): boolean {
  if (process.platform === 'win32' || process.platform === 'darwin') return true;
  return Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
}

/** A browser refuses to run as root with its sandbox on: containers and test machines only. */
export const sandboxArgs: readonly string[] = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
