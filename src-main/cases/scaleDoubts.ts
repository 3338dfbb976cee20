import { scaleConfidence } from '#main/analysis/scale/scaleConfidence.ts';
import type { StoredScaleCheck } from '#main/store/repositories/slideRepository.ts';

/** A person and the file who differ by more than this share have not only rounded. */
const mostOfFile = 0.05;
/** Red cells of patients differ by a tenth, and those of marrow are measured up to a fifth off: further off, the scale is wrong. */
const mostOfRedCells = 0.25;

const micrometres = (value: number): string => value.toFixed(4);
const differs = (a: number, b: number, share: number): boolean => Math.abs(Math.log(a / b)) > Math.log(1 + share);

/** Why the scale of a slide may be wrong, each a sentence's end for people; none where nothing surely speaks against it. */
export function scaleDoubts(checks: readonly StoredScaleCheck[]): string[] {
  return checks.flatMap((check) => {
    const { saidBy, countedAt, micrometresPerPixel, redCells, redCellSpread } = check;
    const both = `${micrometres(countedAt)} µm a pixel`;
    if (saidBy === 'file') return differs(countedAt, micrometresPerPixel, mostOfFile) ? [`${both} were given, and the file states ${micrometres(micrometresPerPixel)}`] : [];
    const { doubtful, giveOrTake } = scaleConfidence(redCells ?? 0, redCellSpread ?? 0);
    if (doubtful || !differs(countedAt, micrometresPerPixel, (1 + mostOfRedCells) * (1 + giveOrTake) - 1)) return [];
    const { what, verb, whose } = inQuestion(check);
    return [`${what} ${verb} counted at ${both}, and ${whose} red cells measure ${micrometres(micrometresPerPixel)} (${String(redCells)} single round ones, taken as 7.5 µm across)`];
  });
}

/** What is counted at a scale that its red cells may contradict: the slide, or some of its fields. */
function inQuestion({ fields, fieldsLookedAt, firstField }: StoredScaleCheck): { readonly what: string; readonly verb: 'is' | 'are'; readonly whose: 'its' | 'their' } {
  if (fields === fieldsLookedAt) return { what: 'it', verb: 'is', whose: 'its' };
  const some = `${String(fields)} of the ${String(fieldsLookedAt)} fields looked at`;
  return fields === 1 ? { what: `${some}, ${String(firstField)},`, verb: 'is', whose: 'its' } : { what: `${some}, ${String(firstField)} the first of them,`, verb: 'are', whose: 'their' };
}
