import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { productClassCodes } from '#shared/taxonomy/cellClasses.ts';
import { drawReferences } from './drawReferences.ts';

test('reference pictures are drawn to the end, of every class of the product and of none that only a laboratory knows', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'references-'));
  onTestFinished(() => { rmSync(folder, { recursive: true }); });
  await drawReferences(folder, {});
  const drawn = new Set(readdirSync(folder).map((name) => name.slice(0, 3)));
  expect([...drawn].sort()).toEqual(productClassCodes.filter((code) => code !== 'UNK').sort());
});
