import type { Settings } from '../contract/settingsCommands.ts';
import { watchedThresholds } from '../differential/decisionThresholds.ts';
import { withOwnClasses } from '../taxonomy/ownClasses.ts';
import { bloodScheme, marrowScheme } from '../taxonomy/schemes.ts';

/** The limits that no count of the laboratory can be set against: of neither specimen do all their classes stand in the denominator. */
export function neverWatched({ thresholds, ownClasses, unknownInDenominator }: Pick<Settings, 'thresholds' | 'ownClasses' | 'unknownInDenominator'>): Settings['thresholds'] {
  const watched = [marrowScheme, bloodScheme].flatMap((scheme) => watchedThresholds(thresholds, { ...withOwnClasses(scheme, ownClasses), unknownInDenominator }));
  return thresholds.filter((threshold) => !watched.includes(threshold));
}
