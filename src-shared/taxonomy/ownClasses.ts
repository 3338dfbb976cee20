import { MyeloscopeError } from '../errors/myeloscopeError.ts';
import { cellClasses, isClassCode } from './cellClasses.ts';
import type { OwnClassCode } from './cellClasses.ts';
import { labelSets } from './labelSets.ts';
import type { RowPlace, Scheme, SchemeRow } from './schemes.ts';

/** A class only this laboratory uses. The machine never gives it; a person can. */
export interface OwnClass {
  readonly code: OwnClassCode;
  /** Two or three letters and figures, as `ownLetters` says, that stand for it wherever a code does. */
  readonly letters: string;
  readonly name: string;
  /** Where it stands in a marrow's differential and in a blood's. */
  readonly marrow: Exclude<RowPlace, 'per100'>;
  readonly blood: RowPlace;
}

/** Letters that stand for a class: they fit a cell's box, and a folder's name. */
export const ownLetters = /^[A-Z][A-Z0-9]{1,2}$/;

const plain = (text: string): string => text.normalize('NFC').trim().toLowerCase();

/** Gives the classes back if they can be told apart from each other and from the product's. Throws `bad-input` with what can't. */
export function checkOwnClasses(own: readonly OwnClass[]): readonly OwnClass[] {
  const refuse = (what: string): never => { throw new MyeloscopeError('bad-input', what, 'Correct it; nothing was changed.'); };
  const names = new Map<string, string>(cellClasses.map(({ code, name }) => [plain(name), code]));
  const letters = new Set<string>(), codes = new Set<string>();
  for (const each of own) {
    if (!ownLetters.test(each.letters)) refuse(`"${each.letters}" can't stand for a class: take two or three letters or figures, a letter first.`);
    if (isClassCode(each.letters) || Object.hasOwn(labelSets, each.letters) || letters.has(each.letters)) refuse(`The letters ${each.letters} stand for another class already.`);
    if (plain(each.name) === '') refuse(`The class ${each.letters} has no name.`);
    if (names.has(plain(each.name))) refuse(`Two classes are called ${each.name.trim()}.`);
    if (codes.has(each.code)) refuse(`${each.letters} stands in the place of another class.`);
    letters.add(each.letters);
    codes.add(each.code);
    names.set(plain(each.name), each.letters);
  }
  return own;
}

/** The scheme with a laboratory's own classes: counted ones after the product's, per 100 and noted ones after those. */
export function withOwnClasses(scheme: Scheme, own: readonly OwnClass[]): Scheme {
  if (own.length === 0) return scheme;
  const rowOf = (each: OwnClass): SchemeRow => ({ code: each.letters, name: each.name, classes: [each.code], place: each[scheme.specimen] });
  const rows = (['counted', 'per100', 'noted'] as const).flatMap((place) => [...scheme.rows, ...own.map(rowOf)].filter((row) => row.place === place));
  return { ...scheme, ownClasses: own.map(({ code, name }) => ({ code, name })), rows };
}
