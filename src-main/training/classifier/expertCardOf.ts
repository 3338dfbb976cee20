import { createHash } from 'node:crypto';
import type { ClassifierCard, LocalExpertCard } from '#shared/models/modelCard.ts';
import { cellClass } from '#shared/taxonomy/cellClasses.ts';
import { exportClassifier } from './exportClassifier.ts';
import type { TrainedModel } from './trainClassifier.ts';
import type { TrainedExpert } from './trainExpert.ts';

const names = ({ classes }: TrainedExpert) => classes.map((code) => cellClass(code).name.toLowerCase()).join(' or ');

/** What the classifier's card says of an expert that was tried. */
export function expertSentence(expert: TrainedExpert, kept: boolean): string {
  const { cells, rightWithout, rightWith, mended, spoilt } = expert.gain;
  return `A local expert for ${names(expert)} was tried on ${cells} held-out marrow cells: ${rightWithout} right without it, ${rightWith} with it (${mended} mended, ${spoilt} spoilt). It is ${kept ? 'shipped' : 'not shipped, since that may be chance'}.`;
}

/** The expert as a model with its card. */
export function expertModel(expert: TrainedExpert, classifier: ClassifierCard): TrainedModel {
  const { classes, parameters, statistics, temperature, gain } = expert;
  const onnx = exportClassifier(classes.length, [{ parameters, statistics }]), name = `cells-${classes.join('-').toLowerCase()}`;
  const card: LocalExpertCard = {
    ...classifier, kind: 'localExpert', name, file: `${name}.onnx`, appliesTo: classifier.name, sha256: createHash('sha256').update(onnx).digest('hex'),
    summary: `Decides again between ${names(expert)}, where the classifier calls a cell one of them.`,
    classes: [...classes], drawnOnlyClasses: [], confusions: [],
    // An expert never says UNK and never judges familiarity: the classifier it serves does.
    calibration: { ...classifier.calibration, temperature, unknownBelow: 0, unfamiliarBelow: 0, notRuledOut: undefined },
    figures: [
      { name: 'accuracyWithoutExpert', value: gain.rightWithout / gain.cells, count: gain.cells, on: 'marrow-cells of its classes, five folds by overlap group' },
      { name: 'accuracyWithExpert', value: gain.rightWith / gain.cells, count: gain.cells, on: 'marrow-cells of its classes, five folds by overlap group' },
    ],
    doubts: [expertSentence(expert, true), ...classifier.doubts.slice(0, 1)],
  };
  return { onnx, card };
}
