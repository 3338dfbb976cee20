import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

/** A real Electron for window tests, or why there is none here. */
export type FoundElectron = { readonly program: string } | { readonly reason: string };

const script = path.resolve(import.meta.dirname, '../../../shared/scripts/electron-for-tests.sh');

/** Looks for MYELOSCOPE_ELECTRON, then asks the script beside the repository, which checks each file against its hash. */
export async function electronForTests(): Promise<FoundElectron> {
  const named = process.env['MYELOSCOPE_ELECTRON'];
  if (named) return { program: named };
  if (!existsSync(script)) return { reason: `no Electron for tests: ${script} is not there, and MYELOSCOPE_ELECTRON names none` };
  try {
    const { stdout } = await promisify(execFile)('bash', [script], { timeout: 300_000 });
    return { program: stdout.trim() };
  } catch (error) {
    return { reason: `no Electron for tests: ${String((error as { stderr?: string }).stderr).trim().split('\n').at(-1)}` };
  }
}
