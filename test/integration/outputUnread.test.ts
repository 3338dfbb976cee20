import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { runMyeloscope } from './runMyeloscope.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'output-unread-'));
afterAll(() => { rmSync(directory, { recursive: true, force: true }); });

it.each(['stdout', 'stderr'] as const)('ends its work though nobody reads %s any more', async (unread) => {
  const file = path.join(directory, `${unread}.tif`);
  const { code, errors, out } = await runMyeloscope(['smear', 'make', '--out', file, '--cells', '5', '--seed', '1', '--progress'], { dataHome: path.join(directory, 'data'), unread });
  expect(code).toBe(0);
  expect(existsSync(file)).toBe(true);
  expect(unread === 'stderr' ? out : errors).not.toBe('');
});
