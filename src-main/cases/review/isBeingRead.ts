import type { Library } from '#main/store/library.ts';

/**
 * Whether a second reading of the case has begun and the two are not both finished. Meanwhile no screen but the readers' own may show what
 * either called: anybody who looks may be the second reader.
 */
export function isBeingRead(library: Pick<Library, 'readings'>, caseId: number): boolean {
  const [first, second] = (['first', 'second'] as const).map((reading) => library.readings.find(caseId, reading));
  return second !== undefined && ((first?.finishedAt ?? null) === null || second.finishedAt === null);
}
