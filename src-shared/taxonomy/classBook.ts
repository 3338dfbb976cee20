import { cellClasses, classCodes, ownClassCodes } from './cellClasses.ts';
import type { ClassCode } from './cellClasses.ts';
import type { OwnClass } from './ownClasses.ts';

/** What classes are called in one laboratory. */
export interface ClassBook {
  /** The classes that a person can choose there, in the order of the report. */
  readonly codes: readonly ClassCode[];
  /** "Plasma cell"; of a place that holds no class, that it has none. */
  nameOf(code: ClassCode): string;
  /** Two or three letters that stand beside the class's colour: the code of a class of the product, a laboratory's own letters. */
  lettersOf(code: ClassCode): string;
}

/** The book of a laboratory with these classes of its own. */
export function classBookOf(own: readonly OwnClass[]): ClassBook {
  const letters = new Map<string, string>(own.map((each) => [each.code, each.letters]));
  const names = new Map<string, string>([...cellClasses, ...own].map(({ code, name }) => [code, name]));
  return {
    codes: classCodes.filter((code) => names.has(code)),
    nameOf: (code) => names.get(code) ?? `Own class ${ownClassCodes.findIndex((each) => each === code) + 1}, which has no name`,
    lettersOf: (code) => letters.get(code) ?? code,
  };
}

/** That of a laboratory that has added none. */
export const productClassBook: ClassBook = classBookOf([]);
