import type { ClassCode } from '../taxonomy/cellClasses.ts';

/**
 * What a candidate loses whatever its figures are: a class that is named now and is none of its own. Cells that people called so can't be
 * shown to be right or wrong by it, and are not among those it is judged by.
 *
 * @param inUse the classes of the classifier that names cells now
 * @returns a sentence, or none
 */
export function cannotName(inUse: readonly ClassCode[], candidate: readonly ClassCode[]): string[] {
  const lost = inUse.filter((code) => code !== 'UNK' && !candidate.includes(code));
  return lost.length === 0 ? [] : [`It can't name ${lost.join(', ')}, which ${lost.length === 1 ? 'is' : 'are'} named now: it calls such cells something else, and is not judged by them.`];
}
