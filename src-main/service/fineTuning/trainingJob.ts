import * as v from 'valibot';
import { trainingFolder, trainingSettings } from '#shared/contract/trainingCommands.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { JobKind } from '#main/jobs/runJob.ts';

/** What a training was asked for, as the library keeps it. The same seed and threads give the same weights. */
export const trainingRequest = v.object({ settings: trainingSettings, folder: v.optional(trainingFolder), folderSides: v.record(v.string(), v.picklist(['training', 'heldOut'])), seed: v.number(), threads: v.number() });
export type TrainingRequest = v.InferOutput<typeof trainingRequest>;

const trainingInput = v.object({ trainingId: v.pipe(v.number(), v.integer(), v.minValue(1)) });

/** The kind of job that trains. Its subject is the id of the training, and its input too. */
export const trainingJob: JobKind<v.InferOutput<typeof trainingInput>> = {
  kind: 'training',
  check: (input) => {
    const checked = v.safeParse(trainingInput, input);
    if (checked.success) return checked.output;
    throw new MyeloscopeError('bad-input', 'The training can\'t be begun: what it was asked for is damaged.', 'Start it as a new one.');
  },
};
