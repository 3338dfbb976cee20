import { beforeAll, expect, it } from 'vitest';
import type { EvaluatedCell } from '#shared/evaluation/evaluatedCell.ts';
import type { ClassifierCard } from '#shared/models/modelCard.ts';
import { readModelCards } from '#main/models/readModelCards.ts';
import { shippedModelsDirectory } from '../places.ts';
import { calibratedCardOf } from './calibratedCardOf.ts';

let base: ClassifierCard;
beforeAll(async () => { base = (await readModelCards(shippedModelsDirectory)).map(({ card }) => card).find((card): card is ClassifierCard => card.kind === 'classifier')!; });

it('marks once what was measured of the base, before', () => {
  const judged = Array.from({ length: 4 }, (_, i): EvaluatedCell => ({ truth: i < 2 ? 'NGS' : 'LYT', code: 'NGS', forcedCode: 'NGS', group: undefined, probabilities: base.classes.map((code) => Number(code === 'NGS')) }));
  const calibrate = (from: ClassifierCard, name: string) => calibratedCardOf({ base: from, name, sha256: 'a'.repeat(64), calibration: base.calibration, judged, specimen: 'marrow', byGroup: undefined });
  const once = calibrate(base, 'once'), twice = calibrate(once, 'twice');
  const mark = `(measured on ${base.name} ${base.version}, before)`;
  const ofBase = once.figures.filter(({ on }) => on.endsWith(mark));
  expect(ofBase.map(({ value }) => value)).toEqual(base.figures.map(({ value }) => value));
  expect(once.figures[0].on).not.toContain('before)');
  // The newest stand first; those of the one between are marked by its name, the oldest stay marked as they were.
  expect(twice.figures.filter(({ on }) => on.endsWith(`(measured on once ${base.version}, before)`)).length).toBe(once.figures.length - base.figures.length);
  expect(twice.figures.filter(({ on }) => on.endsWith(mark)).length).toBe(base.figures.length);
});
