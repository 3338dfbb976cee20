import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { fineTuningPlot } from '../../scripts/studies/fineTuningPlot.ts';

const docs = path.resolve(import.meta.dirname, '../../docs');

it('is drawn from the tables as they stand (node scripts/start.cjs scripts/studies/plotFineTuning.ts)', () => {
  const markdown = readFileSync(path.join(docs, 'validation.md'), 'utf8');
  expect(readFileSync(path.join(docs, 'plots', 'fineTuning.svg'), 'utf8')).toBe(fineTuningPlot(markdown));
  // Six points of each hospital's table, five of each look's.
  expect(fineTuningPlot(markdown).match(/<title>\d+ cells: /g)).toHaveLength(22);
});
