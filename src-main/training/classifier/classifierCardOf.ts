import { createHash } from 'node:crypto';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { cardFigures } from '#shared/models/cardFigures.ts';
import type { ClassifierCard } from '#shared/models/modelCard.ts';
import { classifierFigures } from '#shared/evaluation/classifierFigures.ts';
import { classifierIntervals } from '#shared/evaluation/classifierIntervals.ts';
import type { EvaluatedCell } from '#shared/evaluation/evaluatedCell.ts';
import { cellInputPx, cellInputUm } from '#main/analysis/classification/cellInput.ts';

/** What the card of a freshly trained classifier is made from. */
export interface ClassifierMeasured {
  readonly classes: readonly ClassCode[];
  readonly onnx: Uint8Array;
  readonly calibration: ClassifierCard['calibration'];
  /** Held-out cells, called under a calibration set on what was said of the other folds. */
  readonly marrow: readonly EvaluatedCell[];
  /** Held-out cells, called under the calibration of the model, which about half of them had a part in. */
  readonly blood: readonly EvaluatedCell[];
  /** Parts and changes of the marrow cells that are measured for themselves. */
  readonly parts: readonly { readonly on: string; readonly cells: readonly EvaluatedCell[] }[];
  readonly pictures: ClassifierCard['training']['pictures'];
  readonly knownColours: NonNullable<ClassifierCard['knownColours']>;
  readonly seed: number;
  readonly version: string;
  readonly softwareVersion: string;
}

const trainCommand = 'npm run --silent myeloscope -- models train --data DIR';

/** The card: figures with intervals over groups, confusion matrices, and the reasons to doubt it. */
export function classifierCardOf({ classes, onnx, calibration, marrow, blood, parts, pictures, knownColours, seed, version, softwareVersion }: ClassifierMeasured): ClassifierCard {
  const marrowOn = 'marrow-cells, five folds by overlap group: each cell judged by a model that saw nothing of its group';
  const bloodOn = 'blood-cells kept out of training (a ninth of each class; patients are not noted, so it flatters)';
  return {
    formatVersion: 1, kind: 'classifier', name: 'cells', version, file: 'cells.onnx',
    sha256: createHash('sha256').update(onnx).digest('hex'), licence: 'Apache-2.0',
    summary: 'Names nucleated cells of stained marrow and blood smears by lineage and maturation stage; smudge and artefact are answers too.',
    input: { widthPx: cellInputPx, heightPx: cellInputPx, widthUm: cellInputUm },
    classes: [...classes], drawnOnlyClasses: ['SMU'], calibration, knownColours: [...knownColours],
    confusions: [
      { specimen: 'marrow', ...shownConfusion(classes, marrow), on: marrowOn },
      { specimen: 'blood', ...shownConfusion(classes, blood), on: bloodOn },
    ],
    training: { pictures, seed, command: trainCommand, softwareVersion },
    figures: [...figuresOf(marrow, marrowOn), ...figuresOf(blood, bloodOn), ...parts.flatMap(({ on, cells }) => figuresOf(cells, on).filter(({ name }) => !name.startsWith('perClass')))],
    doubts: [
      'Provenance uncertain: the marrow pictures come from a public repository that names neither their origin nor who labelled them.',
      'Few cells of some classes were seen in marrow: basophils 2, blasts 6, macrophages 7, plasma cells and proerythroblasts 8 each. What it says of these is not proven.',
      'Smudge cells were learnt from drawn pictures only: real ones are often called otherwise.',
      'The figures on marrow flatter a little: the last stage of each recipe and the averaging of two networks were chosen after the same folds had been seen, and the drawn cells were shaped by looking at all of the marrow cells.',
      'The blood cells by which it was measured had a part in its calibration (about every second one): their coverage, confident errors and calibration error flatter a little.',
      'It does not know mast cells, megakaryocytes, osteoblasts or tumour cells: a person must name them.',
      'Only two stain looks of marrow were seen; blood came from healthy people of one laboratory and a few pictures of two others.',
      'Leukaemic cells were never seen: expect wrong names there, not only UNK. Look at every cell.',
    ],
  };
}

function figuresOf(cells: readonly EvaluatedCell[], on: string): ClassifierCard['figures'] {
  const figures = classifierFigures(cells), intervals = classifierIntervals(cells);
  const named = { accuracy: figures.accuracy, withinOneStageAccuracy: figures.withinOneStageAccuracy, lineageAccuracy: figures.lineageAccuracy, macroF1: figures.macroF1, coverage: figures.coverage, confidentErrorRate: figures.confidentErrorRate, calibrationError: figures.calibrationError };
  const common = figures.perClass.filter(({ support }) => support >= 10).map(({ f1 }) => f1 ?? 0);
  const rows = [
    { name: 'macroF1OfClassesWithTenCells', value: common.reduce((sum, f1) => sum + f1, 0) / Math.max(1, common.length), count: common.length },
    ...Object.entries(named).map(([name, value]) => ({ name, value, count: cells.length })),
    ...figures.perClass.flatMap(({ code, support, precision, recall, f1 }) => [
      ...Object.entries({ precision, recall, f1 }).flatMap(([name, value]) => (value === null ? [] : [{ name: `perClass.${code}.${name}`, value, count: support }])),
    ]),
  ];
  return cardFigures(rows, intervals, { on, command: trainCommand });
}

/** Calls as shown, UNK among them. A label that names a set of classes has no true class, so its cells are left out. */
function shownConfusion(classes: readonly ClassCode[], cells: readonly EvaluatedCell[]) {
  const trueCodes = classes.filter((code) => cells.some(({ truth }) => truth === code));
  const calledCodes: ClassCode[] = [...classes, 'UNK'];
  const rows = trueCodes.map((truth) => calledCodes.map((code) => cells.filter((cell) => cell.truth === truth && cell.code === code).length));
  return { trueCodes, calledCodes, rows };
}
