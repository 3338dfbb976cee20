import type { CountJobInput } from '#shared/cases/countSettings.ts';
import { countingRules } from '#shared/settings/countingRules.ts';
import { cellsInDenominator } from '#shared/taxonomy/denominator.ts';
import { detectedCells } from '#main/cases/review/detectedCells.ts';
import { smearFigures } from '#main/cases/smearFigures.ts';
import type { Library } from '#main/store/library.ts';
import { countableClasses } from '../countableClasses.ts';
import { schemeOf } from '../countRequest.ts';
import { laboratorySettings } from './laboratorySettings.ts';
import { reportedReading } from './reportedCase.ts';

/**
 * How many cells a count is asked for above its target. Where the slides gave as many as were asked for, and people have named some of
 * these as what is not counted or took them away, as many more are asked for as the target lacks now. Those found for it earlier stay.
 */
export function cellsInPlace(library: Library, caseId: number, input: CountJobInput): Pick<CountJobInput, 'inPlaceOf'> {
  const { target, settings: { kind }, inPlaceOf = 0 } = input;
  if (target === 'everything') return {};
  const sought = target + inPlaceOf, rules = { target: sought, countable: countableClasses(schemeOf({ scheme: kind })) };
  const given = detectedCells(library, caseId).cuts(rules).reduce((sum, { counted }) => sum + counted, 0);
  const { scheme } = countingRules(kind, laboratorySettings(library));
  const left = smearFigures(library, caseId, rules, reportedReading(library, caseId)).map(({ counts }) => counts);
  const counted = [...left, library.manualTallies.counts(caseId)].reduce((sum, counts) => sum + cellsInDenominator(counts, scheme), 0);
  const asked = given < sought ? inPlaceOf : inPlaceOf + Math.max(0, target - counted);
  return asked > 0 ? { inPlaceOf: asked } : {};
}
