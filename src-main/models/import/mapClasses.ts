import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { isProductClass, productClassCodes } from '#shared/taxonomy/cellClasses.ts';
import { productClassOf, suggestClass } from '#shared/taxonomy/suggestClass.ts';

/**
 * The laboratory's class of each of a maker's names: as a person says, else where the name is one of our own.
 *
 * @throws MyeloscopeError `bad-input` naming what has no class yet, with suggestions; or where fewer than two classes come out
 */
export function mapClasses(names: readonly string[], map: Readonly<Record<string, string>>): ClassCode[] {
  const strange = Object.keys(map).find((name) => !names.includes(name));
  if (strange !== undefined) throw new MyeloscopeError('bad-input', `The model has no class "${strange}".`, `It has: ${names.join(', ')}.`);
  const wrong = Object.entries(map).find(([, code]) => !isProductClass(code));
  if (wrong) throw new MyeloscopeError('bad-input', `"${wrong[1]}" (for ${wrong[0]}) is no class.`, `The classes are ${productClassCodes.join(', ')}.`);
  const codes = names.map((name) => (Object.hasOwn(map, name) ? map[name] as ClassCode : productClassOf(name)));
  const open = names.filter((_, i) => codes[i] === undefined);
  if (open.length > 0) {
    const perhaps = open.map((name) => `${name}=${suggestClass(name) ?? '?'}`).join(',');
    throw new MyeloscopeError('bad-input', `It is not said which class of this laboratory these are: ${open.join(', ')}.`, `Say so, perhaps: --map "${perhaps}". What is no class of yours becomes UNK (a cell that can't be named) or ART (no cell).`);
  }
  const found = codes as ClassCode[];
  if (new Set(found).size < 2) throw new MyeloscopeError('bad-input', `All classes of the model would become ${found[0]}.`, 'Map them to at least two classes.');
  return found;
}
