import type { ProductClassCode } from '#shared/taxonomy/cellClasses.ts';
import { isProductClass } from '#shared/taxonomy/cellClasses.ts';
import { suggestClass } from '#shared/taxonomy/suggestClass.ts';

/**
 * The class that a maker's name would be read as where nobody says otherwise: what the card's map says goes before what the name looks
 * like, since a maker's BAS may be a basophilic erythroblast. Undefined where neither tells.
 *
 * @param said the classes by the maker's names, as the card says
 */
export function suggestedClass(name: string, said: Readonly<Record<string, string>>): ProductClassCode | undefined {
  const bySaid = Object.hasOwn(said, name) ? said[name] : undefined;
  return bySaid !== undefined && isProductClass(bySaid) ? bySaid : suggestClass(name);
}
