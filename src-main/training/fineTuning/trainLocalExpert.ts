import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import type { ClassifierCard } from '#shared/models/modelCard.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { temperedProbabilities } from '#main/analysis/classification/calibratedCall.ts';
import { applyLocalExpert } from '#main/analysis/classification/localExpert.ts';
import { networkOutputs } from '#main/analysis/classification/networkOutputs.ts';
import type { TrainingCells } from '../cellPictures/readCells.ts';
import type { ExpertGain } from '../classifier/expertGain.ts';
import { expertGain } from '../classifier/expertGain.ts';
import { ComputingDevice } from '../device/computingDevice.ts';
import { createDeviceRunner } from '../device/deviceRunner.ts';
import { inOurForm } from '../imported/inOurForm.ts';
import { readOnnx } from '../onnx/read.ts';
import { writeOnnx } from '../onnx/write.ts';
import type { FineTunedClassifier } from './fineTuneClassifier.ts';
import { fineTuneClassifier } from './fineTuneClassifier.ts';
import type { FineTuningSettings } from './fineTuningSettings.ts';
import { pairNetwork } from './pairNetwork.ts';

export interface LocalExpertTraining {
  readonly base: { readonly card: ClassifierCard; readonly onnx: Uint8Array };
  readonly classes: readonly ClassCode[];
  /** The laboratory's cells of these classes. What is gained on those that the base was trained on is no measure of what is gained on others. */
  readonly pictures: TrainingCells;
  /** As for `fineTuneClassifier`. */
  readonly areGroupsKnown: boolean;
  readonly settings: FineTuningSettings;
  /** As for `fineTuneClassifier`. */
  readonly device?: ComputingDevice;
}

export interface TrainedLocalExpert { readonly tuned: FineTunedClassifier; readonly gain: ExpertGain }

/**
 * Trains a network that decides only between a few classes out of a laboratory's classifier (the dual stage of Choi 2017): the
 * classifier's own answer to these classes, trained further. What it gains is measured on cells that were left out in turn.
 *
 * @throws MyeloscopeError as `fineTuneClassifier`; `bad-input` where the classifier does not know the classes
 */
export async function trainLocalExpert({ base, classes, pictures, areGroupsKnown, settings, device = new ComputingDevice('cpu') }: LocalExpertTraining, context: WorkContext = {}): Promise<TrainedLocalExpert> {
  const { card } = base, strange = classes.find((code) => !card.classes.includes(code));
  if (strange !== undefined) throw new MyeloscopeError('bad-input', `${card.name} does not know ${strange}.`, `It knows ${card.classes.join(', ')}.`);
  const read = readOnnx(base.onnx), ours = card.encoding ? inOurForm(read, card.encoding, card.classes, pictures.size.sidePx) : read;
  const pair = writeOnnx(pairNetwork(ours, card.classes, classes));
  const tuned = await fineTuneClassifier({ base: { card: { ...card, encoding: undefined, classes: [...classes] }, onnx: pair }, pictures, areGroupsKnown, settings, device }, context);
  return { tuned, gain: await gainOf(writeOnnx(ours)) };

  async function gainOf(whole: Uint8Array): Promise<ExpertGain> {
    const runner = await createDeviceRunner(whole, device, settings.threads);
    try {
      const { probabilities } = await networkOutputs(runner, pictures.cells.map((cell) => pictures.cropOf(cell)), card.classes.length, card.calibration.views, context.signal);
      const places = classes.map((code) => card.classes.indexOf(code));
      const callOf = (shares: Float32Array): ClassCode => card.classes[shares.indexOf(Math.max(...shares))];
      return expertGain(pictures.cells.map(({ right, group }, i) => {
        const { calibration, sharpness } = tuned.judgedUnder[i], temperature = calibration.temperature / sharpness;
        const together = applyLocalExpert(probabilities[i], places, temperedProbabilities(tuned.judged[i].probabilities, temperature));
        return { group, isRightWithout: right.includes(callOf(probabilities[i])), isRightWith: right.includes(callOf(together)) };
      }));
    } finally {
      await runner.release();
    }
  }
}
