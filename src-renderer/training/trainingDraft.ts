import type { ArgumentsOf, ResultOf } from '#shared/contract/contract.ts';
import type { TrainingSettings } from '#shared/contract/trainingCommands.ts';
import { trainingLimits } from '#shared/contract/trainingCommands.ts';
import { trainingTexts } from '../texts/training.ts';
import { typedNumber, typedWholeNumber } from '../ui/typedNumber.ts';

type Choices = ResultOf<'training.choices'>;

/** What is typed into the dialogue for a new training: numbers as text. */
export interface TrainingDraft {
  readonly name: string;
  readonly base: string;
  readonly part: TrainingSettings['part'];
  readonly epochs: string;
  readonly batch: string;
  readonly rate: string;
  readonly oversample: string;
  readonly augmentation: TrainingSettings['augmentation'];
  /** What it is computed on; `laboratory` stands for what the settings say. */
  readonly provider: 'laboratory' | NonNullable<TrainingSettings['provider']>;
  readonly directory: string;
  readonly spanUm: string;
  /** What the folder was found to hold; another folder has to be looked at anew. */
  readonly found: ResultOf<'training.folder'> | undefined;
}

type Problems = Readonly<Partial<Record<'name' | 'epochs' | 'batch' | 'rate' | 'oversample' | 'directory' | 'spanUm', string>>>;
export type CheckedTraining = { readonly isReady: true; readonly start: Omit<ArgumentsOf<'training.start'>, 'by'> } | { readonly isReady: false; readonly problems: Problems };

/** As an export of cells is, where nobody changed it. */
const usualSpanUm = '28';

/** The dialogue as it opens: what the classifier that names cells grew out of, trained as was measured best. */
export function firstDraft({ nextName, defaults, bases }: Choices, current: string): TrainingDraft {
  const base = bases.find(({ name }) => name === current)?.grewOutOf ?? current;
  return { name: nextName, base, epochs: '', oversample: '', directory: '', spanUm: usualSpanUm, found: undefined, provider: 'laboratory', ...measuredFor(partFor(base, bases), defaults) };
}

/** What changes with the folder: nothing that the manifest of the one before told stays. */
export function onFolder({ found }: Pick<TrainingDraft, 'found'>, directory: string): Partial<TrainingDraft> {
  return { directory, found: undefined, ...(found?.spanUm !== undefined && { spanUm: usualSpanUm }) };
}

/** What a part is best trained with. */
export function measuredFor(part: TrainingSettings['part'], defaults: Choices['defaults']): Pick<TrainingDraft, 'part' | 'batch' | 'rate' | 'augmentation'> {
  const { settings } = defaults.find((each) => each.settings.part === part)!;
  return { part, batch: String(settings.batch), rate: String(settings.learningRate), augmentation: settings.augmentation };
}

/** What is best trained of a classifier: the last layers; of one that has learnt nothing at all, all of them. */
const partFor = (base: string, bases: Choices['bases']): TrainingSettings['part'] => (bases.find(({ name }) => name === base)?.untrained === 'network' ? 'all' : 'head');

/** What changes with the classifier that is begun from: where another part of it is to be trained than of the one before, that, with its own settings. */
export function changedBase(before: string, base: string, { bases, defaults }: Choices): Partial<TrainingDraft> {
  const part = partFor(base, bases);
  return { base, ...(part !== partFor(before, bases) && measuredFor(part, defaults)) };
}

/** What is to be said of the classifier that a training begins from, where that is not the plain case of none trained yet. */
export function hintOnBase(base: string, { bases }: Choices, current: string): string | undefined {
  const grewOutOf = (model: string): string | undefined => bases.find(({ name }) => name === model)?.grewOutOf;
  const untrained = bases.find(({ name }) => name === base)?.untrained;
  if (untrained) return trainingTexts.start.baseUntrained[untrained](base);
  if (grewOutOf(base) !== undefined) return trainingTexts.start.baseTrained(base, grewOutOf(base)!);
  return grewOutOf(current) === base ? trainingTexts.start.baseOfCurrent(base, current) : undefined;
}

/** What is to be said of training a part anew: of a classifier that has learnt nothing, no answer of before stays. */
export function hintOnPart(base: string, { bases }: Pick<Choices, 'bases'>): string | undefined {
  return bases.find(({ name }) => name === base)?.untrained ? undefined : trainingTexts.start.partHint;
}

const lies = (value: number, [least, most]: readonly [number, number]): boolean => value >= least && value <= most;

/** The training that a draft stands for, or what is wrong with it. */
export function checkTraining({ name, base, part, epochs, batch, rate, oversample, augmentation, provider, directory, spanUm, found }: TrainingDraft): CheckedTraining {
  const words = trainingTexts.start, hasFolder = directory.trim() !== '';
  const [passes, inBatch, atLeast] = [epochs, batch, oversample].map(typedWholeNumber), [learningRate, width] = [rate, spanUm].map(typedNumber);
  const problems: Problems = {
    ...(!/^[a-z0-9][a-z0-9-]{0,63}$/.test(name) && { name: words.nameWrong }),
    ...(epochs.trim() !== '' && !lies(passes, trainingLimits.epochs) && { epochs: words.epochsWrong }),
    ...(!lies(inBatch, trainingLimits.batch) && { batch: words.batchWrong }),
    ...(!lies(learningRate, trainingLimits.learningRate) && { rate: words.rateWrong }),
    ...(oversample.trim() !== '' && !lies(atLeast, trainingLimits.oversampleTo) && { oversample: words.oversampleWrong }),
    ...(hasFolder && !found && { directory: words.folderUnread }),
    ...(hasFolder && !lies(width, [5, 200]) && { spanUm: words.spanWrong }),
  };
  if (Object.keys(problems).length > 0) return { isReady: false, problems };
  return {
    isReady: true,
    start: {
      name, base, settings: { part, batch: inBatch, learningRate, augmentation, ...(epochs.trim() !== '' && { epochs: passes }), ...(oversample.trim() !== '' && { oversampleTo: atLeast }), ...(provider !== 'laboratory' && { provider }) },
      ...(hasFolder && { folder: { directory: directory.trim(), spanUm: width } }),
    },
  };
}
