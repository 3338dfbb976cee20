import { expect, it } from 'vitest';
import type { DifferentialDocumentInput } from '#shared/reports/buildDifferentialDocument.ts';
import { buildDifferentialDocument } from '#shared/reports/buildDifferentialDocument.ts';
import { withOwnClasses } from '#shared/taxonomy/ownClasses.ts';
import type { Scheme } from '#shared/taxonomy/schemes.ts';
import { bloodScheme, marrowScheme } from '#shared/taxonomy/schemes.ts';
import { recountedDocument } from './recountedDocument.ts';

/** As the service makes it: of no slide, with limits on an own class that marrow counts and blood only notes. */
const served = (scheme: Scheme, counts: Record<string, number>, review: DifferentialDocumentInput['review']) => buildDifferentialDocument({
  softwareVersion: '1.2.3', startedAt: new Date(0), finishedAt: new Date(0), target: { cells: 100, everything: false, shares: [], short: 0 }, slides: [], counts, review,
  scheme: withOwnClasses(scheme, [{ code: 'OW2', letters: 'HC', name: 'Hairy cell', marrow: 'counted', blood: 'noted' }]),
  thresholds: [{ name: 'Hairy cells', classes: ['OW2'], percent: 10 }, { name: 'Lymphocytes', classes: ['LYT'], percent: 20 }], models: [], provider: 'cpu',
});

it.each([[marrowScheme, 110, ['Hairy cells', 'Lymphocytes']], [bloodScheme, 60, ['Lymphocytes']]])('says of own classes and their limits what the service says', (scheme, counted, watched) => {
  const review = { state: 'partlyReviewed' as const, cellsReviewed: 50, cellsChanged: 50 };
  const before = served(scheme, { NGS: 80, LYT: 30 }, review), after = { NGS: 40, LYT: 20, OW2: 50 };
  const { rows, sums, thresholds, counted: cells } = served(scheme, after, review);
  expect([cells, thresholds.map(({ name }) => name)]).toEqual([counted, watched]);
  expect(recountedDocument(before, after, {})).toMatchObject({ rows, sums, thresholds, counted });
});

it('keeps what was said of limits that unnamed cells may turn until the service has answered', () => {
  const before = served(marrowScheme, { NGS: 180, LYT: 30, UNK: 60 }, { state: 'partlyReviewed', cellsReviewed: 50, cellsChanged: 0 });
  expect(before.thresholds.map(({ machineIntervalHolds }) => machineIntervalHolds)).toEqual([true, true]);
  expect(recountedDocument(before, { NGS: 181, LYT: 30, UNK: 59 }, {}).thresholds.map(({ machineIntervalHolds }) => machineIntervalHolds)).toEqual([true, true]);
});
