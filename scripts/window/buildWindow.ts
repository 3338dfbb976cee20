import { spawn } from 'node:child_process';
import { existsSync, readdirSync, rmSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';

/** What is built, from which sources, by which program. */
const parts = {
  renderer: { made: 'build/renderer/index.html', sources: ['src-renderer', 'src-shared', 'vite.config.ts', 'package.json'], builder: ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'] },
  electron: { made: 'build/electron/main.cjs', sources: ['src-main/shell', 'src-main/supervision', 'src-preload', 'src-shared', 'electron.vite.config.ts', 'package.json'], builder: ['node_modules/electron-vite/bin/electron-vite.js', 'build', '--logLevel', 'warn'] },
} as const;
export type WindowPart = keyof typeof parts;

/** Builds a part of the window where one of its sources is newer than what was built. Throws with a sentence where it can't. */
export async function buildWindow(root: string, part: WindowPart, say: (line: string) => void): Promise<void> {
  const { made, sources, builder } = parts[part];
  const builtAt = existsSync(path.join(root, made)) ? statSync(path.join(root, made)).mtimeMs : 0;
  if (builtAt && newest(root, sources) <= builtAt) return;
  if (!existsSync(path.join(root, builder[0]))) {
    if (builtAt) return;
    throw new Error('The window has not been built, and what builds it is not installed. Run "npm ci" in the folder of Myeloscope, then try again.');
  }
  say(builtAt ? 'Building the window anew, because its sources changed...' : 'Building the window...');
  // NODE_ENV: a test's own would bring the slow React of development into the window.
  // Beside the old one and then in its place: a window that is open goes on with a whole page.
  const beside = `build/${part}-${process.pid}`;
  const passed = await new Promise<boolean>((resolve) => {
    const child = spawn(process.execPath, builder, { cwd: root, stdio: ['ignore', 2, 2], env: { ...process.env, NODE_ENV: 'production', MYELOSCOPE_BUILD_INTO: beside } });
    child.on('error', () => { resolve(false); });
    child.on('close', (code) => { resolve(code === 0); });
  });
  if (!passed) {
    rmSync(path.join(root, beside), { recursive: true, force: true });
    throw new Error('The window could not be built: the reason stands above.');
  }
  rmSync(path.join(root, 'build', part), { recursive: true, force: true });
  renameSync(path.join(root, beside), path.join(root, 'build', part));
}

/** When the newest of the sources was changed, ms. Tests are no part of what is built. */
function newest(root: string, sources: readonly string[]): number {
  const times = sources.flatMap((source) => {
    const place = path.join(root, source);
    if (!statSync(place).isDirectory()) return [statSync(place).mtimeMs];
    return readdirSync(place, { recursive: true, withFileTypes: true })
      .filter((entry) => !/\.test\.tsx?$/.test(entry.name)).map((entry) => statSync(path.join(entry.parentPath, entry.name)).mtimeMs);
  });
  return Math.max(...times);
}
