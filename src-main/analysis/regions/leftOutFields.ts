import type { FieldProblem } from '#shared/cases/fieldProblem.ts';
import type { BlockQuality, QualityBlock } from './regionChoice.ts';
import { blockQualityWords } from './regionChoice.ts';

/**
 * The fields in which nothing is counted, or of which a part can't be read, each with the reason in words: none may vanish from a report
 * without one. A field of which a part was not looked at, because enough others were, is listed only for its damage.
 *
 * @param blocks all blocks with their qualities
 * @param damage why the first damaged block of a field can't be read, by field
 */
export function leftOutFields(blocks: readonly QualityBlock[], damage: ReadonlyMap<string, string>): FieldProblem[] {
  return [...Map.groupBy(blocks, ({ field }) => field)].flatMap(([field, ofField]): FieldProblem[] => {
    const qualities = ofField.map(({ quality }) => quality);
    const reasons = reasonsNotCounted(qualities);
    const cause = damage.get(field);
    if (cause === undefined) return reasons === undefined ? [] : [{ field, problem: `looked at and not counted: ${reasons}`, kind: 'notCounted' }];
    const rest = reasons === undefined ? '' : `; the others were looked at and not counted: ${reasons}`;
    return [{ field, problem: `${damagedParts(qualities, cause)}${rest}`, kind: 'unreadable' }];
  });
}

function damagedParts(qualities: readonly BlockQuality[], cause: string): string {
  const damaged = qualities.filter((quality) => quality === 'damaged').length;
  if (qualities.length === 1) return cause;
  if (damaged === qualities.length) return `none of its ${damaged} parts can be read; the first: ${cause}`;
  return `${damaged} of its ${qualities.length} parts can't be read${damaged > 1 ? '; the first' : ''}: ${cause}`;
}

/** Why none of the parts that could be looked at is counted, commonest first; undefined where one is, or not all were looked at. */
function reasonsNotCounted(qualities: readonly BlockQuality[]): string | undefined {
  const looked = qualities.filter((quality) => quality !== 'damaged');
  if (looked.length === 0 || looked.includes('good') || looked.includes('unexamined')) return undefined;
  const whole = looked.filter((quality) => quality !== 'edge');
  const kinds = [...Map.groupBy(whole.length > 0 ? whole : looked, (quality) => quality)].sort(([, one], [, other]) => other.length - one.length);
  return kinds.map(([quality]) => blockQualityWords[quality]).join('; ');
}
