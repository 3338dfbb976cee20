import { cardFigures } from '#shared/models/cardFigures.ts';
import type { ClassifierCard, LocalExpertCard } from '#shared/models/modelCard.ts';
import { cellClass } from '#shared/taxonomy/cellClasses.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import type { ExpertGain } from '#main/training/classifier/expertGain.ts';
import type { FineTunedClassifier } from '#main/training/fineTuning/fineTuneClassifier.ts';
import { laboratoryCells } from '../fineTuning/laboratoryCells.ts';
import { wasTrainedFurther } from '../fineTuning/rootOfClassifier.ts';

export interface ExpertFacts {
  readonly base: ClassifierCard;
  readonly name: string;
  readonly classes: readonly ClassCode[];
  readonly tuned: FineTunedClassifier;
  readonly gain: ExpertGain;
  readonly cases: number;
  readonly areCasesKnown: boolean;
  readonly by: string;
  readonly seed: number;
  readonly sha256: string;
  readonly softwareVersion: string;
}

/** "band neutrophil or segmented neutrophil" */
export const namesOfClasses = (classes: readonly ClassCode[]): string => classes.map((code) => cellClass(code).name.toLowerCase()).join(' or ');

/** What was gained on cells that were left out, in a sentence. */
export const gainSentence = ({ cells, rightWithout, rightWith, mended, spoilt }: ExpertGain): string => `On ${cells} cells that were left out in turn, ${rightWithout} were right without it and ${rightWith} with it (${mended} mended, ${spoilt} spoilt).`;

/** The card of an expert that a laboratory trained for one of its classifiers. */
export function expertCardOfLaboratory({ base, name, classes, tuned, gain, cases, areCasesKnown, by, seed, sha256, softwareVersion }: ExpertFacts): LocalExpertCard {
  const on = `the laboratory's own cells of its classes, each judged by a training without its ${tuned.folds.by === 'group' ? 'case' : 'part of the cells'}`;
  return {
    // Whatever form the classifier has, what is trained here is in our own.
    ...base, encoding: undefined, kind: 'localExpert', name, version: '1', file: `${name}.onnx`, sha256, appliesTo: base.name, basedOn: { name: base.name, version: base.version, sha256: base.sha256 },
    summary: `Decides again between ${namesOfClasses(classes)}, where ${base.name} calls a cell one of them.`,
    classes: [...classes], drawnOnlyClasses: [], confusions: [],
    // An expert never says UNK and never judges familiarity: the classifier it serves does.
    calibration: { ...tuned.calibration, unknownBelow: 0, unfamiliarBelow: 0, notRuledOut: undefined },
    training: {
      seed, command: `train expert, asked for by ${by}`, softwareVersion, computedOn: tuned.computedOn,
      pictures: [{ name: laboratoryCells, count: gain.cells, licence: 'the laboratory\'s own', role: `learnt from, of ${cases} cases; measured by folds` }],
    },
    figures: cardFigures([
      { name: 'accuracyWithoutExpert', value: gain.rightWithout / gain.cells, count: gain.cells },
      { name: 'accuracyWithExpert', value: gain.rightWith / gain.cells, count: gain.cells },
    ], {}, { on }),
    doubts: [
      gainSentence(gain),
      ...(wasTrainedFurther(base) ? [`${base.name} itself was trained further on cells of the laboratory, perhaps on these very cells: what is said of it without the expert flatters it, and the expert starts from what it learnt there.`] : []),
      'Cells of other classes that the classifier takes for one of these were not among them.',
      ...(areCasesKnown ? [] : ['The cases of the cells are not known: cells of one patient may stand on both sides, so its gain flatters.']),
    ],
  };
}
