import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openLibrary } from '../library.ts';

it('keeps the first side for good, but for what is learnt from after all', () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'sides-')), library = openLibrary(directory);
  library.trainingCases.keepSides(new Map([['a', 'training'], ['b', 'heldOut'], ['c', 'heldOut']]), '2026-01-01');
  library.trainingCases.keepSides(new Map([['a', 'heldOut'], ['b', 'training']]), '2026-01-02');
  library.trainingCases.keepSides(new Map([['b', 'heldOut']]), '2026-01-03');
  const sides = library.trainingCases.sides();
  expect(['a', 'b', 'c'].map((key) => sides.get(key))).toEqual(['training', 'training', 'heldOut']);
  library.close();
  rmSync(directory, { recursive: true, force: true });
});
