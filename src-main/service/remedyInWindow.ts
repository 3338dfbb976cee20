import type { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';

/** What to do where a remedy speaks of the command line, which a window does not have. */
const remedies: Readonly<Partial<Record<MyeloscopeError['code'], string>>> = {
  'slide-changed': 'Put the slide back as it was, or make a new case of the slide as it is now.',
  'slide-not-a-smear': 'Check that it is the right slide. It can be counted all the same, and the report will say so.',
  'no-cells': 'Check that it is the right slide, that it is in focus, and that its micrometres per pixel are right.',
  'scale-unknown': 'Make the case again and enter the micrometres per pixel yourself.',
  'store-newer': 'Use that version, or start Myeloscope with another library. Nothing was changed in it.',
  'store-damaged': 'Put back a copy of the library from before, or start Myeloscope with another one.',
  'disk-full': 'Make room on the disk, then try again.',
  'not-permitted': 'Ask for the right to write there, or close the other program that holds it; then try again.',
  'model-missing': 'Install Myeloscope again.',
  'bad-input': 'Correct what was entered and try again.',
};

/** What a person in front of the window can do about an error. */
export function remedyInWindow({ code, remedy }: MyeloscopeError): string {
  const isForCommandLine = /(^|[\s(])--[a-z]|\bcommand\b/.test(remedy);
  return isForCommandLine ? remedies[code] ?? '' : remedy;
}
