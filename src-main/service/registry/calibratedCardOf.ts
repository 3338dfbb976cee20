import { classifierFigures } from '#shared/evaluation/classifierFigures.ts';
import { classifierIntervals } from '#shared/evaluation/classifierIntervals.ts';
import type { EvaluatedCell } from '#shared/evaluation/evaluatedCell.ts';
import { cardFigures } from '#shared/models/cardFigures.ts';
import type { ClassifierCard } from '#shared/models/modelCard.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { uncalibratedDoubt, unmeasuredDoubt } from './importedCardOf.ts';
import { measuredBefore } from './measuredBefore.ts';

export interface CalibrationFacts {
  readonly base: ClassifierCard;
  readonly name: string;
  readonly sha256: string;
  readonly calibration: ClassifierCard['calibration'];
  /** Each judged under a calibration that was made without it. */
  readonly judged: readonly EvaluatedCell[];
  readonly specimen: 'marrow' | 'blood';
  /** What tells which cells depend on each other; undefined where nothing did. */
  readonly byGroup: string | undefined;
}

/** The card of a classifier whose probabilities were measured against labelled cells: its base's, with figures, confusion and what is left to doubt. */
export function calibratedCardOf({ base, name, sha256, calibration, judged, specimen, byGroup }: CalibrationFacts): ClassifierCard {
  const on = `${judged.length} labelled cells of the laboratory (${specimen}), thresholds set without the ${byGroup ?? 'part'} of each`;
  const named = judged.filter(({ truth }) => (base.classes as readonly string[]).includes(truth));
  const trueCodes = base.classes.filter((code) => named.some(({ truth }) => truth === code));
  const calledCodes: ClassCode[] = [...base.classes.filter((code) => code !== 'UNK'), 'UNK'];
  const rows = trueCodes.map((truth) => calledCodes.map((code) => named.filter((cell) => cell.truth === truth && cell.code === code).length));
  return {
    ...base, name, sha256, file: `${name}.onnx`, calibration, basedOn: { name: base.name, version: base.version, sha256: base.sha256 },
    confusions: [...base.confusions.filter((confusion) => confusion.specimen !== specimen).map(before), { specimen, trueCodes, calledCodes, rows, on }],
    figures: [...figuresOf(judged, on), ...base.figures.map(before)],
    doubts: [
      `Calibrated on ${judged.length} cells. Nobody checked that it was not trained on these very cells: if it was, all of this flatters.`,
      ...(byGroup === undefined ? ['It is not known which of these cells are of one patient: the figures flatter, and their intervals are too narrow.'] : []),
      ...base.doubts.filter((doubt) => doubt !== uncalibratedDoubt && doubt !== unmeasuredDoubt),
    ],
  };

  /** What was measured of the base, with its thresholds. */
  function before<Measured extends { readonly on: string }>(measured: Measured): Measured {
    return { ...measured, on: measuredBefore(measured.on, base) };
  }
}

function figuresOf(cells: readonly EvaluatedCell[], on: string): ClassifierCard['figures'] {
  const figures = classifierFigures(cells), intervals = classifierIntervals(cells);
  const { accuracy, withinOneStageAccuracy, lineageAccuracy, macroF1, coverage, confidentErrorRate, calibrationError } = figures;
  const rows = [
    ...Object.entries({ accuracy, withinOneStageAccuracy, lineageAccuracy, macroF1, coverage, confidentErrorRate, calibrationError }).map(([name, value]) => ({ name, value, count: cells.length })),
    ...figures.perClass.flatMap(({ code, support, precision, recall, f1 }) =>
      Object.entries({ precision, recall, f1 }).flatMap(([name, value]) => (value === null ? [] : [{ name: `perClass.${code}.${name}`, value, count: support }]))),
  ];
  return cardFigures(rows, intervals, { on, command: 'models calibrate' });
}
