import * as v from 'valibot';
import type { CountJobInput } from '#shared/cases/countSettings.ts';
import { askedOfMachine, countSettings } from '#shared/cases/countSettings.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { CountRules } from '#main/cases/review/detectedCells.ts';
import type { Library } from '#main/store/library.ts';
import type { StoredCase } from '#main/store/repositories/caseRepository.ts';
import { countableClasses } from '../countableClasses.ts';
import { countJob } from '../countJob.ts';
import { schemeOf } from '../countRequest.ts';
import { laboratorySettings } from './laboratorySettings.ts';

/** A case that a window asks for. Throws `bad-input` where it was taken away. */
export function caseWithId(library: Library, caseId: number): StoredCase {
  const found = library.cases.findById(caseId);
  if (found) return found;
  throw new MyeloscopeError('bad-input', 'This case is no longer in the library.', 'Go back to the worklist.');
}

/** What a case is counted for: as its count was last asked for, or would be. */
export function countInputOf(library: Library, { id, identity, settings }: StoredCase): CountJobInput {
  const last = library.jobs.newest(countJob.kind, identity);
  if (last) return countJob.check(JSON.parse(last.input));
  const checked = v.parse(countSettings, JSON.parse(settings));
  return { settings: checked, paths: library.slides.ofCase(id).map(({ path }) => path), target: laboratorySettings(library).targets[checked.kind], force: false };
}

/**
 * How many cells a case was counted for at first, where more were asked for later: with a higher target, or to settle what lies near
 * a threshold. Undefined where none were, or all were from the beginning.
 */
export function countedOnFrom(library: Library, { identity }: StoredCase): number | undefined {
  const [first, last] = [library.jobs.oldest(countJob.kind, identity), library.jobs.newest(countJob.kind, identity)].map((job) => job && countJob.check(JSON.parse(job.input)));
  if (!first || !last || first.target === 'everything') return undefined;
  const asked = askedOfMachine(last);
  return asked === 'everything' || asked > first.target ? first.target : undefined;
}

/** How many cells the count of a case takes, and which of them fill it. Throws `bad-input` where it was taken away. */
export function countRulesOf(library: Library, caseId: number): CountRules {
  const input = countInputOf(library, caseWithId(library, caseId)), { settings } = input;
  return { target: askedOfMachine(input), countable: countableClasses(schemeOf({ scheme: settings.kind })) };
}
