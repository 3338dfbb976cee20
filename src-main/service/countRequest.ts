import type { CountTarget } from '#shared/cases/countSettings.ts';
import type { CaseFields } from '#shared/reports/caseFields.ts';
import type { Scheme } from '#shared/taxonomy/schemes.ts';
import { bloodScheme, marrowScheme } from '#shared/taxonomy/schemes.ts';
import type { ModelChoice } from './modelChoice.ts';

/** What a user asks to be counted. */
export interface CountRequest extends ModelChoice {
  /** Slide files and folders of field pictures: the smears of one case. */
  readonly paths: readonly string[];
  readonly outDirectory: string;
  /** JSON with patient, specimen and clinical fields. */
  readonly caseFile?: string;
  /** The case's fields themselves, where no file holds them. */
  readonly caseFields?: CaseFields;
  readonly scheme: 'marrow' | 'blood';
  /** Where absent, what the case is counted for already, else the laboratory's own. */
  readonly target?: CountTarget;
  readonly micrometresPerPixel?: number;
  /** The user's own where absent. */
  readonly libraryDirectory?: string;
  readonly paper: 'a4' | 'letter';
  readonly force: boolean;
  /** Begins the case anew, all that was counted of it forgotten. */
  readonly restart: boolean;
  /** Gives up what people reviewed of it, too. */
  readonly discardReview?: boolean;
}

/** The scheme that a request counts by, with its own target where it names one. */
export function schemeOf({ scheme, target }: Pick<CountRequest, 'scheme' | 'target'>): Scheme {
  const usual = scheme === 'marrow' ? marrowScheme : bloodScheme;
  return typeof target === 'number' ? { ...usual, target } : usual;
}
