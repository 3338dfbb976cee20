import * as v from 'valibot';
import type { CountJobInput } from '#shared/cases/countSettings.ts';
import { countJobInput } from '#shared/cases/countSettings.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { JobKind } from '#main/jobs/runJob.ts';

/** The kind of job that counts a case. Its subject is the identity of the case. */
export const countJob: JobKind<CountJobInput> = {
  kind: 'count',
  check: (input) => {
    const checked = v.safeParse(countJobInput, input);
    if (checked.success) return checked.output;
    const [issue] = checked.issues;
    throw new MyeloscopeError('bad-input', `The count can't be begun: ${v.getDotPath(issue) ?? 'its input'} is wrong (${issue.message}).`, 'Give the command that counts these slides again.');
  },
};
