import type { ClassifierCard } from '#shared/models/modelCard.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { productClassCodes } from '#shared/taxonomy/cellClasses.ts';
import type { BuildableNetwork } from '#main/training/networks/buildableNetworks.ts';
import { uncalibratedDoubt, unmeasuredDoubt } from './importedCardOf.ts';

export interface BuiltFacts {
  readonly name: string;
  readonly sha256: string;
  readonly network: BuildableNetwork;
  readonly classes: readonly ClassCode[];
  readonly sidePx: number;
  readonly widthUm: number;
  readonly seed: number;
  readonly softwareVersion: string;
  /** The file of weights that it starts from; undefined where it starts from nothing. */
  readonly weights: { readonly file: string; readonly sha256: string } | undefined;
}

const doubtOf = {
  network: 'Untrained: it has learnt nothing, and names cells by chance. It can only be trained, all its layers, and not be promoted.',
  head: 'Its weights were trained elsewhere, on other pictures; what names the classes is untrained, and names by chance. It can only be trained, and not be promoted.',
} as const;

/** What is taken away from the doubts when it has been trained. */
export const untrainedDoubts: readonly string[] = Object.values(doubtOf);

/** As torchvision's networks take pictures: the means and deviations of ImageNet. */
const imageNet = { mean: [0.485, 0.456, 0.406], deviation: [0.229, 0.224, 0.225] } as const;
/** Roughly those of stained smears, as the shipped classifier takes them. */
const smears = { mean: [0.65, 0.65, 0.65], deviation: [0.25, 0.25, 0.25] } as const;

/** The card of a network that was built here and has learnt nothing of cells. */
export function builtCardOf({ name, sha256, network, classes, sidePx, widthUm, seed, softwareVersion, weights }: BuiltFacts): ClassifierCard {
  const untrained = weights ? 'head' : 'network', missing = productClassCodes.filter((code) => code !== 'UNK' && !classes.includes(code)), { mean, deviation } = weights ? imageNet : smears;
  return {
    formatVersion: 1, kind: 'classifier', name, version: '1', file: `${name}.onnx`, sha256, licence: weights ? `that of the weights in ${weights.file}` : 'the laboratory\'s own', untrained,
    summary: weights ? `${capital(network.title)}, pre-trained elsewhere, head untrained.` : `${capital(network.title)}, untrained.`,
    input: { widthPx: sidePx, heightPx: sidePx, widthUm }, classes: [...classes], drawnOnlyClasses: [], confusions: [], figures: [],
    encoding: { inputName: 'pictures', outputName: 'scores', layout: 'NCHW', channels: 'RGB', scale: 1 / 255, mean: [...mean], deviation: [...deviation], answer: 'logits', outputs: [...classes], names: [...classes] },
    calibration: { temperature: 1, unknownBelow: 0, unfamiliarBelow: 0, familiarDistances: [], views: 4, on: 'nothing: not calibrated', uncalibrated: true },
    training: {
      pictures: weights ? [{ name: `weights of ${weights.file} (SHA-256 ${weights.sha256})`, count: 0, licence: 'not stated', role: 'learnt from elsewhere, by their maker' }] : [],
      seed, command: 'models build', softwareVersion,
    },
    doubts: [
      doubtOf[untrained], uncalibratedDoubt, unmeasuredDoubt,
      'It can\'t tell a cell that is unlike all it learnt: it never says "cannot be named" for that reason.',
      ...(network.hasDropout ? ['Its paper trains it with dropout; here it is trained without.'] : []),
      ...(missing.length > 0 ? [`It never names ${missing.join(', ')}: a person must.`] : []),
    ],
  };
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
