import type { Settings } from '../contract/settingsCommands.ts';
import { differentialOf } from '../differential/differential.ts';
import { checkReferenceRanges } from '../differential/referenceRanges.ts';
import { MyeloscopeError } from '../errors/myeloscopeError.ts';
import { classBookOf } from '../taxonomy/classBook.ts';
import { checkOwnClasses } from '../taxonomy/ownClasses.ts';
import { countingRules } from './countingRules.ts';
import { neverWatched } from './neverWatched.ts';

/** Keys that the window itself needs: the list of keys, pressing what is in focus, the search, larger and smaller, two readers' calls. */
export const reservedKeys: readonly string[] = ['?', ' ', '/', '+', '-', '[', ']'];

const refuse = (what: string, remedy = 'Correct it; nothing was changed.'): never => { throw new MyeloscopeError('bad-input', what, remedy); };

/** Gives settings back that hold together. Throws `bad-input` with what does not: a key or a name given twice, limits that can't be printed or watched. */
export function checkSettings(settings: Settings): Settings {
  const { codes, lettersOf } = classBookOf(checkOwnClasses(settings.ownClasses));
  checkKeys(settings, codes);
  const names = settings.users.map(({ name }) => name.normalize('NFC').toLowerCase());
  const twice = settings.users.find((_, i) => names.indexOf(names[i]) !== i);
  if (twice) refuse(`Two users are called ${twice.name}.`, 'Add something that tells them apart: a report names who signed it.');
  for (const { name, classes } of settings.thresholds) {
    if (name.trim() === '' || classes.length === 0) refuse('A limit to watch needs a name and at least one class.');
    if (new Set(classes).size !== classes.length) refuse(`The limit "${name}" names a class twice.`);
    const none = classes.find((code) => !codes.includes(code));
    if (none) refuse(`The limit "${name}" names a class that is not there any more.`);
  }
  for (const { name, classes } of neverWatched(settings)) {
    refuse(`The limit "${name}" can't be watched: neither in marrow nor in blood are all its classes counted (${classes.map(lettersOf).join(', ')}).`, 'Have them counted, or take the limit away; nothing was changed.');
  }
  for (const specimen of ['marrow', 'blood'] as const) {
    const { scheme, ranges, thresholds } = countingRules(specimen, settings);
    if (ranges) checkReferenceRanges(ranges);
    // What can't be printed shows with the first cell, and must show here.
    differentialOf({ counts: Object.fromEntries(codes.map((code) => [code, 1])), scheme, ranges: ranges ?? undefined, thresholds });
  }
  return settings;
}

function checkKeys({ classKeys }: Settings, codes: readonly string[]): void {
  const taken = new Map<string, string>();
  for (const [code, key] of Object.entries(classKeys)) {
    if (!codes.includes(code)) refuse(`${code} is no class, so it can't have a key.`);
    if (reservedKeys.includes(key) || /[\p{Cc}\p{Cs}]/u.test(key)) refuse(`The key "${key}" can't stand for ${code}: the window needs it.`, 'Choose a letter or a figure.');
    const same = key.toLowerCase();
    if (taken.has(same)) refuse(`The key "${key}" stands for ${taken.get(same)!} and for ${code}.`, 'Give each class a key of its own.');
    taken.set(same, code);
  }
}
