import type { ClassifierCard } from '#shared/models/modelCard.ts';
import type { PlainCard } from '#shared/models/plainCard.ts';
import { productClassCodes } from '#shared/taxonomy/cellClasses.ts';
import type { FoundEncoding } from '#main/models/import/encodingOf.ts';

export interface ImportedFacts {
  readonly name: string;
  readonly sha256: string;
  readonly plain: PlainCard;
  readonly found: FoundEncoding;
  readonly softwareVersion: string;
}

/** What is taken away from the doubts when it has been measured. */
export const uncalibratedDoubt = 'Not calibrated: nobody has measured its probabilities against labelled cells, so none are shown and none of its calls count as sure. Calibrating measures them.';
export const unmeasuredDoubt = 'How it misreads which class as which is not known: reports print no interval of the machine\'s errors.';
/** Of the names that were read as another class, how many a doubt tells: a report prints it of each case. The card's encoding has them all. */
const mostNamesTold = 20;
const unfamiliarDoubt = 'It can\'t tell a cell that is unlike all it learnt: it never says "cannot be named" for that reason.';

/** The card of a classifier that was made elsewhere, out of what its maker wrote and its file tells. */
export function importedCardOf({ name, sha256, plain, found, softwareVersion }: ImportedFacts): ClassifierCard {
  const { outputs, names } = found.encoding;
  // In the order of its outputs, so that a plain one to one needs no turning.
  const classes = [...new Set(outputs)];
  const missing = productClassCodes.filter((code) => code !== 'UNK' && !classes.includes(code));
  const mapped = names.flatMap((own, i) => (own === outputs[i] ? [] : [`${own} as ${outputs[i]}`]));
  const told = [mapped.slice(0, mostNamesTold).join(', '), ...(mapped.length > mostNamesTold ? [`and ${String(mapped.length - mostNamesTold)} more`] : [])].join(' ');
  return {
    formatVersion: 1, kind: 'classifier', name, version: plain.version ?? '1', file: `${name}.onnx`, sha256, licence: plain.licence ?? 'not stated',
    summary: plain.summary ?? 'A classifier that was made elsewhere.',
    input: found.input, classes, drawnOnlyClasses: [], encoding: found.encoding, confusions: [], figures: [],
    calibration: { temperature: 1, unknownBelow: 0, unfamiliarBelow: 0, familiarDistances: [], views: plain.views ?? 1, on: 'nothing: not calibrated', uncalibrated: true },
    training: {
      pictures: [{ name: plain.trainedOn ?? 'not stated by its maker', count: 0, licence: 'not stated', role: 'learnt from, by its maker' }],
      seed: 0, command: 'models import', softwareVersion,
    },
    doubts: [
      uncalibratedDoubt, unfamiliarDoubt, unmeasuredDoubt, ...found.assumed,
      ...(missing.length > 0 ? [`It never names ${missing.join(', ')}: a person must.`] : []),
      ...(mapped.length > 0 ? [`Its own classes were read as this laboratory's: ${told}.`] : []),
    ],
  };
}
