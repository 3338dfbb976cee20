import type { Command } from '../command.ts';
import { printJson } from '../command.ts';
import { byOption } from './byOption.ts';
import { describeFineTuning } from './describeFineTuning.ts';
import { fineTuningOptions, fineTuningSettingsFrom } from './fineTuningOptions.ts';
import { groupsFrom } from './groupsOption.ts';
import { providerFrom, providerOption } from './trainingProviderOption.ts';

/** `train fine-tune`: trains a classifier further on a laboratory's own labelled pictures. */
export const trainFineTuneCommand: Command = {
  form: {
    words: ['train', 'fine-tune'],
    summary: 'Trains the classifier further on labelled pictures of single cells: DIR/<CODE>/*.png|jpg. The new model is a candidate until it is promoted.',
    operands: { name: 'DIR', meaning: 'holds one folder a class, named by its code (NGS, EBX, ...)', least: 1, most: 1 },
    options: [
      { name: '--span-um', value: 'X', meaning: 'how many micrometres each picture is wide; the cell lies in its middle', required: true },
      { name: '--name', value: 'N', meaning: 'the new model\'s name: lower-case letters, figures and hyphens', required: true },
      { name: '--base', value: 'MODEL', meaning: 'the classifier to start from (default: the shipped or imported one that the classifier in use grew out of)' },
      { name: '--groups', value: 'FILE.csv:COLUMN', meaning: 'table that tells which pictures are of one case; a quarter of the cases is kept apart to judge the new model, without those that it, or what it is compared with, has learnt from before' },
      ...fineTuningOptions, providerOption, byOption,
      { name: '--library', value: 'DIR', meaning: 'where the new model is kept (default: the user\'s library)' },
      { name: '--json', meaning: 'writes card and judgement as JSON' },
    ],
    notes: ['A folder of DIR whose name is no class is refused, so that no class is missed by a slip of the pen; pictures that can\'t be read or show nothing are left out, and said so.', 'The new model is compared with the classifier in use. Where DIR holds other cells than those that one learnt from, begin from it with --base: what it has learnt stays.', 'A folder that was exported tells its cases by its manifest: those that the library keeps apart are not learnt from.', 'Ctrl-C stops; the same command goes on. `models promote NAME` lets the new model name cells; `models rollback` goes back.'],
  },
  async run(given, session) {
    const [groupsFile, groupColumn] = groupsFrom(given.text('--groups'));
    const settings = fineTuningSettingsFrom(given);
    const { fineTuneFromFolder } = await import('#main/service/fineTuning/fineTuneFromFolder.ts');
    const { defaultLibraryDirectory } = await import('#main/service/places.ts');
    const outcome = await fineTuneFromFolder({
      directory: given.operands[0], spanUm: given.number('--span-um', 1, 1000)!, groupsFile, groupColumn, name: given.required('--name'), base: given.text('--base'),
      libraryDirectory: given.text('--library') ?? defaultLibraryDirectory(), provider: providerFrom(given), settings, by: given.text('--by'),
    }, session.context);
    if (given.has('--json')) printJson(session, outcome);
    else session.print(describeFineTuning(outcome));
    return undefined;
  },
};
