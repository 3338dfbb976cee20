import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import type { WorkSignal } from '#shared/jobs/workSignal.ts';
import type { ClassifierCard, LocalExpertCard } from '#shared/models/modelCard.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { ModelRunner } from '#main/inference/modelRunner.ts';
import { calibratedCall, temperedProbabilities } from './calibratedCall.ts';
import type { CellClassifier } from './cellClassifier.ts';
import { applyLocalExpert } from './localExpert.ts';
import { encodedOutputs } from './encodedOutputs.ts';
import type { NetworkOutputs } from './networkOutputs.ts';
import { networkOutputs } from './networkOutputs.ts';

export interface LoadedExpert { readonly card: LocalExpertCard; readonly runner: ModelRunner }

/**
 * A classifier out of a network, its card and its local experts.
 *
 * @throws MyeloscopeError `model-invalid` where an expert decides a class that the classifier does not know
 */
export function createClassifier(runner: ModelRunner, card: ClassifierCard, experts: readonly LoadedExpert[] = []): CellClassifier {
  const placesOf = experts.map((expert) => expert.card.classes.map((code) => {
    const place = card.classes.indexOf(code);
    if (place < 0) throw new MyeloscopeError('model-invalid', `The local expert ${expert.card.name} decides ${code}, which the classifier ${card.name} does not know.`, 'Install models that were made for each other.');
    return place;
  }));
  return {
    classes: card.classes,
    input: { sidePx: card.input.widthPx, widthUm: card.input.widthUm },
    async classify(crops: readonly RgbPicture[], signal) {
      const { probabilities, distances } = await outputsOf(runner, card, crops, signal);
      const decided = [...probabilities];
      for (let e = 0; e < experts.length; e++) {
        const { card: expertCard, runner: expertRunner } = experts[e];
        // Only the cells that the expert is asked about cost anything.
        const asked = decided.flatMap((given, i) => (placesOf[e].includes(given.indexOf(Math.max(...given))) ? [i] : []));
        const answers = await outputsOf(expertRunner, expertCard, asked.map((i) => crops[i]), signal);
        asked.forEach((i, n) => {
          decided[i] = applyLocalExpert(decided[i], placesOf[e], temperedProbabilities(answers.probabilities[n], expertCard.calibration.temperature));
        });
      }
      return decided.map((given, i) => calibratedCall(card.classes, given, distances[i], card.calibration));
    },
  };
}

function outputsOf(runner: ModelRunner, { classes, calibration: { views }, encoding }: Pick<ClassifierCard, 'classes' | 'calibration' | 'encoding'>, crops: readonly RgbPicture[], signal?: WorkSignal): Promise<NetworkOutputs> {
  return encoding ? encodedOutputs(runner, crops, classes, encoding, views, signal) : networkOutputs(runner, crops, classes.length, views, signal);
}
