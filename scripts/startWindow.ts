// `npm start`: opens the window in the best way that this machine has. See --help.
import path from 'node:path';
import { servePageFiles } from '#main/shell/web/pageFiles.ts';
import { buildWindow } from './window/buildWindow.ts';
import { electronAtHand, fetchElectron } from './window/findElectron.ts';
import { findChromium, hasScreen } from './window/findChromium.ts';
import { openInChromium } from './window/openInChromium.ts';
import { openInElectron } from './window/openInElectron.ts';
import { runWebHost } from './window/runWebHost.ts';
import type { StartOptions } from './window/startOptions.ts';
import { readStartOptions, startHelp } from './window/startOptions.ts';

const root = path.resolve(import.meta.dirname, '..');
const say = (line: string): void => { process.stderr.write(`${line}\n`); };
const show = (line: string): void => { if (process.stderr.isTTY) process.stderr.write(`\r\u001b[2K${line}`); };
/** A window that was handed to a browser already open is given so long to connect again before the host ends. */
const lingerMs = 5000;

try {
  // npm changes into the program's folder; paths are meant from where the command was given.
  const options = readStartOptions(process.argv.slice(2), process.env['INIT_CWD'] ?? process.cwd());
  if (options.isHelp) process.stdout.write(startHelp);
  else await start(options);
} catch (error) {
  say(`myeloscope: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}

async function start(options: StartOptions): Promise<void> {
  await buildWindow(root, 'renderer', say);
  if (options.isWeb) await serve(options);
  else if (!hasScreen()) {
    say('There is no screen here to open a window on.');
    await serve(options);
  } else {
    const electron = electronAtHand(root) ?? await fetchElectron(root, say, show);
    if (electron) {
      await buildWindow(root, 'electron', say);
      if (await openInElectron(root, electron, options)) return;
      say('Electron could not open a window here. A browser is tried instead.');
    }
    await serve(options, findChromium());
  }
}

/** Runs the web host, with its window in a browser where one is given, else with its address printed. */
async function serve({ libraryDirectory, paths }: StartOptions, browser?: string): Promise<void> {
  const { host, end, ended } = await runWebHost(root, { libraryDirectory, openPaths: paths, page: () => servePageFiles(path.join(root, 'build/renderer')) }, say);
  if (browser) {
    say(`Myeloscope is open in a window of ${path.basename(browser)}. Closing that window, or Ctrl-C here, ends it.`);
    const window = openInChromium(browser, host.issueAddress(), libraryDirectory);
    window.on('error', () => { say('The browser could not be started.'); end(); });
    window.on('exit', () => {
      const look = (): void => { setTimeout(() => { if (host.windowCount) look(); else end(); }, lingerMs).unref(); };
      if (host.windowCount) look();
      else setTimeout(() => { if (host.windowCount) look(); else end(); }, lingerMs);
    });
  } else {
    say('Myeloscope is open to one browser on this machine, at this address. Ctrl-C here ends it.');
    process.stdout.write(`${host.issueAddress()}\n`);
  }
  await ended;
  process.exit(0);
}
