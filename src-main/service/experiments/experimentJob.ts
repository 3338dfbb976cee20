import * as v from 'valibot';
import { experimentOrder, type ExperimentOrder } from '#shared/contract/experimentCommands.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { JobKind } from '#main/jobs/runJob.ts';

/** The kind of job that runs an experiment. Its subject is the experiment's name. */
export const experimentJob: JobKind<ExperimentOrder> = {
  kind: 'experiment',
  check: (input) => {
    const checked = v.safeParse(experimentOrder, input);
    if (checked.success) return checked.output;
    const [issue] = checked.issues;
    throw new MyeloscopeError('bad-input', `The experiment can't be begun: ${v.getDotPath(issue) ?? 'its input'} is wrong (${issue.message}).`, 'Start it again as a new one.');
  },
};
