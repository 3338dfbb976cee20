import path from 'node:path';
import type { FieldProblem } from '#shared/cases/fieldProblem.ts';
import type { SlideSource } from '#main/slides/slideSource.ts';

/** A smear as far as it is compared: its fields and the SHA-256 of each one's file, by name. */
interface HashedFields { readonly source: Pick<SlideSource, 'path' | 'fields'>; readonly fieldHashes: ReadonlyMap<string, string> }

/**
 * The fields of a smear whose file is the same, byte for byte, as that of a field before it, in the smear itself or in one of those before: a
 * copy left in a folder, or a picture given beside its folder. Each with the reason, in the order of the fields.
 */
export function repeatedFields(smear: HashedFields, before: readonly HashedFields[]): FieldProblem[] {
  const first = new Map<string, string>();
  const repeated: FieldProblem[] = [];
  for (const { source, fieldHashes } of [...before, smear]) {
    for (const { name, problem } of source.fields) {
      const hash = fieldHashes.get(name);
      if (hash === undefined || problem !== undefined) continue;
      const known = first.get(hash);
      if (known === undefined) first.set(hash, source === smear.source || path.basename(source.path) === name ? name : `${name} of ${path.basename(source.path)}`);
      else if (source === smear.source) repeated.push({ field: name, problem: `the same file, byte for byte, as ${known}, and so counted once`, kind: 'notCounted' });
    }
  }
  return repeated;
}
