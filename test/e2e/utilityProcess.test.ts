import { mkdtempSync, rmSync } from 'node:fs';
import { getPriority, constants, tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'vite';
import { expect, it } from 'vitest';
import type { Supervisor } from '#main/supervision/supervisor.ts';
import { electronForTests } from './electronForTests.ts';
import { launchElectron } from './launchElectron.ts';
import { openTestScreen } from './screenForTests.ts';

const fixtures = path.resolve(import.meta.dirname, '../fixtures/shell');
/** A busy machine starts a process slowly. */
const patience = { timeout: 60_000 };
type Trial = { told: unknown[]; supervisor: Supervisor };

it('runs Electron\'s utility processes through the same seam and supervisor as Node\'s', async (context) => {
  const found = await electronForTests();
  if ('reason' in found) context.skip(found.reason);
  const folder = mkdtempSync(path.join(tmpdir(), 'utility-'));
  await build({
    configFile: false, logLevel: 'warn', ssr: { noExternal: true },
    build: { ssr: path.join(fixtures, 'utilityTrialMain.ts'), outDir: folder, emptyOutDir: true, target: 'node18', rollupOptions: { external: ['electron'], output: { format: 'cjs', entryFileNames: 'main.cjs' } } },
  });
  const screen = await openTestScreen();
  const app = await launchElectron({ program: (found as { program: string }).program, entry: path.join(folder, 'main.cjs'), screen, args: [path.join(fixtures, 'utilityTrialProcess.cjs')] });
  try {
    const told = () => app.evaluate(() => (globalThis as unknown as Trial).told.map((message) => JSON.parse(JSON.stringify(message, (_key, value: unknown) => (ArrayBuffer.isView(value) ? [...(value as Int32Array)] : value))) as unknown));
    await expect.poll(told, patience).toEqual([['starting'], ['running']]);
    await app.evaluate(() => { (globalThis as unknown as Trial).supervisor.send({ doubled: new Int32Array([1, 2]) }); });
    await expect.poll(told, patience).toContainEqual({ values: [2, 4], kind: 'Int32Array', args: ['an argument'], trial: 'yes' });
    const pid = await app.evaluate(() => (globalThis as unknown as Trial).supervisor.pid!);
    expect(getPriority(pid)).toBe(constants.priority.PRIORITY_LOW);
    await app.evaluate(() => { (globalThis as unknown as Trial).supervisor.send('die'); });
    await expect.poll(told, patience).toHaveLength(7);
    expect((await told()).slice(3)).toEqual([{ code: 5 }, ['down', expect.stringContaining('starting again')], ['starting', 'The trial is starting again.'], ['running']]);
    await app.evaluate(() => (globalThis as unknown as Trial).supervisor.stop());
    expect((await told()).at(-1)).toEqual(['stopped']);
  } finally {
    await app.close();
    screen.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
