import { reservedKeys } from '#shared/settings/checkSettings.ts';
import type { ClassBook } from '#shared/taxonomy/classBook.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { settingsTexts } from '../texts/settings.ts';

/** A sentence for each class whose key can't be used: taken twice, or by the window. Letters are the same in either case. */
export function classKeyProblems(keys: Readonly<Record<string, string>>, { codes, lettersOf }: ClassBook): Readonly<Partial<Record<ClassCode, string>>> {
  const problems: Partial<Record<ClassCode, string>> = {};
  for (const code of codes) {
    const key = keys[code];
    if (!key) continue;
    const other = codes.find((candidate) => candidate !== code && keys[candidate]?.toLowerCase() === key.toLowerCase());
    if (reservedKeys.includes(key)) problems[code] = settingsTexts.keyReserved;
    else if (other !== undefined) problems[code] = settingsTexts.keyTaken(lettersOf(other));
  }
  return problems;
}
