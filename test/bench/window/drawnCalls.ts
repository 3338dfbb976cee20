import type { SeededRandom } from '#shared/random/seededRandom.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import type { MachineCall } from '#main/store/repositories/cellRepository.ts';

/** Half of the cells are sure to the classifier, the others doubtful in all degrees: as on a real marrow. */
const sureShare = 0.5;
const unnamedBelow = 0.5;

/** A machine's call drawn at random, with probabilities for all classes of a classifier as a count keeps them. */
export function drawnCall(classes: readonly ClassCode[], modelVersion: string, random: SeededRandom): MachineCall {
  const named = random.below(classes.length);
  const confidence = random.uniform() < sureShare ? random.between(0.97, 0.999) : random.between(0.35, 0.97);
  const probabilities = new Float32Array(classes.length).fill((1 - confidence) / (classes.length - 1));
  probabilities[named] = confidence;
  return { code: confidence < unnamedBelow ? 'UNK' : classes[named], forcedCode: classes[named], probabilities, familiarity: random.uniform(), modelVersion };
}
