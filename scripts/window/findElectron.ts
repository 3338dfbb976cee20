import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** No byte for so long: there is no network, or none that lets it through. */
const usualStalledMs = 20_000;
/** After a fetch that failed it is not tried again for a day: starting must not wait for it each time. */
const notAgainMs = 24 * 3600 * 1000;

/** The Electron named by MYELOSCOPE_ELECTRON, or the one in node_modules; undefined where there is none. */
export function electronAtHand(root: string): string | undefined {
  const named = process.env['MYELOSCOPE_ELECTRON'];
  if (named) return existsSync(named) ? named : undefined;
  const folder = path.join(root, 'node_modules/electron');
  const note = path.join(folder, 'path.txt');
  if (!existsSync(note)) return undefined;
  const program = path.join(folder, 'dist', readFileSync(note, 'utf8').trim());
  return existsSync(program) ? program : undefined;
}

interface DownloadProgress { readonly transferred: number; readonly total?: number }
type DownloadArtifact = (wanted: object) => Promise<string>;

/**
 * Fetches Electron's program, once, by way of its own package, with its checksums. Undefined where that can't be done: no
 * package, no network, or not tried again today. Gives up when nothing arrives for `stalledMs`.
 */
export async function fetchElectron(root: string, say: (line: string) => void, show: (line: string) => void, stalledMs = usualStalledMs): Promise<string | undefined> {
  const folder = path.join(root, 'node_modules/electron');
  const failedNote = path.join(root, 'build/electron-not-fetched');
  if (process.env['MYELOSCOPE_ELECTRON'] || !existsSync(path.join(folder, 'install.js'))) return undefined;
  if (existsSync(failedNote) && Date.now() - statSync(failedNote).mtimeMs < notAgainMs) return undefined;
  const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { version: string };
  say(`Fetching Electron ${version}, which shows the window, once (about 120 MB)...`);
  try {
    await download(folder, version, show, stalledMs);
    // Unpacks what is in its cache now, and notes where.
    const { status } = spawnSync(process.execPath, [path.join(folder, 'install.js')], { stdio: ['ignore', 2, 2] });
    const program = status === 0 ? electronAtHand(root) : undefined;
    if (!program) throw new Error('what was fetched could not be unpacked');
    rmSync(failedNote, { force: true });
    return program;
  } catch (error) {
    say(`Electron can't be fetched here (${error instanceof Error ? error.message : String(error)}). Another way is taken, and it is not tried again for a day.`);
    mkdirSync(path.dirname(failedNote), { recursive: true });
    writeFileSync(failedNote, 'Electron could not be fetched at the time of this file. Remove it to try again at once.\n');
    return undefined;
  }
}

async function download(folder: string, version: string, show: (line: string) => void, stalledMs: number): Promise<void> {
  const fromElectron = createRequire(path.join(folder, 'package.json'));
  const { downloadArtifact } = await import(pathToFileURL(fromElectron.resolve('@electron/get')).href) as { downloadArtifact: DownloadArtifact };
  const stalling = new AbortController();
  let stall = setTimeout(() => { stalling.abort(); }, stalledMs);
  const onProgress = ({ transferred, total }: DownloadProgress): void => {
    clearTimeout(stall);
    stall = setTimeout(() => { stalling.abort(); }, stalledMs);
    show(`  ${Math.round(transferred / 1e6)} MB${total ? ` of ${Math.round(total / 1e6)} MB` : ''}`);
  };
  const stalled = new Promise<never>((_resolve, reject) => { stalling.signal.addEventListener('abort', () => { reject(new Error('nothing arrives from the network')); }); });
  const arrived = downloadArtifact({
    version, artifactName: 'electron', platform: process.platform, arch: process.arch, checksums: fromElectron('./checksums.json') as object,
    downloadOptions: { quiet: true, getProgressCallback: onProgress, signal: stalling.signal },
  });
  arrived.catch(() => { /* said by whichever ends first */ });
  try {
    await Promise.race([arrived, stalled]);
  } finally {
    clearTimeout(stall);
    show('');
  }
}
