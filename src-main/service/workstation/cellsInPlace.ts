import type { CountJobInput, CountTarget } from '#shared/cases/countSettings.ts';
import { askedOfMachine } from '#shared/cases/countSettings.ts';
import type { Reading } from '#shared/contract/parts.ts';
import { countingRules } from '#shared/settings/countingRules.ts';
import { cellsInDenominator } from '#shared/taxonomy/denominator.ts';
import { detectedCells } from '#main/cases/review/detectedCells.ts';
import { smearFigures } from '#main/cases/smearFigures.ts';
import type { Library } from '#main/store/library.ts';
import { countableClasses } from '../countableClasses.ts';
import { schemeOf } from '../countRequest.ts';
import { laboratorySettings } from './laboratorySettings.ts';
import { talliesIn } from './reportedCase.ts';

/**
 * How many cells a count is asked for above its target, so that a reading has so many counted ones in the end: as the target, or as
 * `reach`. Where people have named some as what is not counted or took them away, others come in their place; where they have named
 * what the machine could not, fewer are needed. Those asked for `before` stay, but a raised target takes them in: they are not asked
 * for on top of it. Undefined where there are none.
 */
export function cellsInPlace(library: Library, caseId: number, before: CountJobInput, target: CountTarget, reading: Reading, reach?: number): CountJobInput['inPlaceOf'] {
  if (target === 'everything' || before.target === 'everything') return undefined;
  const { settings: { kind }, inPlaceOf = 0 } = before;
  const rules = { target: askedOfMachine(before), countable: countableClasses(schemeOf({ scheme: kind })) };
  const given = detectedCells(library, caseId).cuts(rules).reduce((sum, { counted }) => sum + counted, 0);
  const { scheme } = countingRules(kind, laboratorySettings(library));
  const left = smearFigures(library, caseId, rules, reading).map(({ counts }) => counts);
  const counted = [...left, talliesIn(library, caseId, reading)].reduce((sum, counts) => sum + cellsInDenominator(counts, scheme), 0);
  const asked = Math.max(inPlaceOf - Math.max(0, target - before.target), given + (reach ?? target) - counted - target);
  return asked > 0 ? asked : undefined;
}
