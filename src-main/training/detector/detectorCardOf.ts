import { createHash } from 'node:crypto';
import type { DetectorCard } from '#shared/models/modelCard.ts';
import type { PictureTally } from '#shared/evaluation/detectorFigures.ts';
import { detectorFigures, detectorIntervals } from '#shared/evaluation/detectorFigures.ts';
import { detectorMicrometresPerPixel, outputStridePx } from '#main/analysis/detection/detectorOutput.ts';
import { otherThresholds } from './detectionScores.ts';

export interface DetectorResults {
  readonly model: Uint8Array;
  readonly threshold: number;
  /** Of the `val` part of the blood fields, a picture each, and where each comes from. */
  readonly held: readonly PictureTally[];
  readonly heldSources: readonly string[];
  /** Of the marrow fields, each by the model that did not learn from it. */
  readonly marrowHeld: readonly PictureTally[];
  readonly seed: number;
  readonly command: string;
  readonly softwareVersion: string;
  readonly counts: Readonly<Record<'blood' | 'tuning' | 'marrowFields' | 'marrowCells' | 'drawn', number>>;
}

type Figure = DetectorCard['figures'][number];

function figuresOf(tallies: readonly PictureTally[], on: string, names: readonly (keyof ReturnType<typeof detectorFigures>)[], command: string): Figure[] {
  const figures = detectorFigures(tallies);
  const intervals = detectorIntervals(tallies);
  const truths = tallies.reduce((sum, tally) => sum + tally.truths, 0);
  const rounded = (value: number) => Number(value.toFixed(4));
  return names.flatMap((name) => {
    const value = figures[name];
    if (value === null) return [];
    const interval = intervals[name];
    return [{ name, value: rounded(value), ...(interval ? { interval: [rounded(interval[0]), rounded(interval[1])] as [number, number] } : {}), count: truths, on, command }];
  });
}

/** The card of a detector with what was measured of it. */
export function detectorCardOf(results: DetectorResults): DetectorCard {
  const { model, counts, command, held, heldSources } = results;
  const boxFigures = ['precision', 'recall', 'f1', 'centreRecall', 'detectionsPerField'] as const;
  const bySource = [...new Set(heldSources)].sort().flatMap((source) =>
    figuresOf(held.filter((_, index) => heldSources[index] === source), `blood-fields val, ${source} only, at the known scale`, ['f1'], command));
  return {
    formatVersion: 1,
    kind: 'detector',
    name: 'detector',
    version: '2',
    file: 'detector.onnx',
    sha256: createHash('sha256').update(model).digest('hex'),
    licence: 'Apache-2.0',
    summary: 'Finds nucleated cells in stained smears of blood and marrow; red cells, which measure the scale, and platelets beside them.',
    input: { micrometresPerPixel: detectorMicrometresPerPixel, outputStride: outputStridePx },
    thresholds: { ...otherThresholds, nucleatedCell: results.threshold },
    training: {
      seed: results.seed,
      command,
      softwareVersion: results.softwareVersion,
      pictures: [
        { name: 'blood-fields (TXL-PBC: PBC Barcelona and Raabin; BCCD)', count: counts.blood, licence: 'MIT, CC BY 4.0, free with citation', role: 'learnt from, boxes' },
        { name: 'blood-fields, an eighth of the train part', count: counts.tuning, licence: 'MIT, CC BY 4.0, free with citation', role: 'score threshold' },
        { name: 'marrow-fields (pathology-bites)', count: counts.marrowFields, licence: 'MIT, provenance uncertain', role: 'learnt from, labelled middles only' },
        { name: 'marrow-cells (pathology-bites)', count: counts.marrowCells, licence: 'MIT, provenance uncertain', role: 'learnt from, the cell in the middle only' },
        ...(counts.drawn > 0 ? [{ name: 'drawn fields', count: counts.drawn, licence: 'Apache-2.0', role: 'learnt from, boxes; not a real patient' }] : []),
      ],
    },
    figures: [
      ...figuresOf(held, 'blood-fields val, at the known scale', boxFigures, command),
      ...bySource,
      ...figuresOf(results.marrowHeld, 'marrow-fields, five folds by overlap group, at the threshold of the blood fields', ['centreRecall', 'detectionsPerField'], command),
    ],
    doubts: [
      'Marrow fields have middles only and not of every cell: how many detections on marrow are wrong, and how well boxes fit marrow cells, is not known.',
      'The origin of the marrow pictures is not stated by their publisher.',
      'Patients of the blood fields are not noted: pictures of one patient may be on both sides, which flatters the figures.',
      'No whole slide of a real smear was at hand: smudge cells, megakaryocytes and thick parts are hardly known to it.',
      'The rule that sets the threshold on the blood fields was changed after figures of other thresholds on the held-out fields and the marrow folds had been seen.',
    ],
  };
}
