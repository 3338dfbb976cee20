import type { OptionForm } from '../arguments/commandForm.ts';
import type { GivenArguments } from '../arguments/givenArguments.ts';
import { groupsFrom } from './groupsOption.ts';

/** Options of every experiment: where its labelled pictures are. */
export const pictureOptions: readonly OptionForm[] = [
  { name: '--data', value: 'DIR', meaning: 'holds one folder a class, named by its code (NGS, EBX, ...)', required: true },
  { name: '--span-um', value: 'X', meaning: 'how many micrometres each picture is wide; the cell lies in its middle', required: true },
  { name: '--groups', value: 'FILE.csv:COLUMN', meaning: 'table that tells which pictures belong together (patient, photograph); they never stand on both sides of a split (default: DIR/manifest.csv, where an export wrote one)' },
];

export function picturesFrom(given: GivenArguments) {
  const [groupsFile, groupColumn] = groupsFrom(given.text('--groups'));
  return { directory: given.required('--data'), spanUm: given.number('--span-um', 1, 1000)!, groupsFile, groupColumn };
}
