import type { Command } from '../command.ts';
import { printJson } from '../command.ts';
import { describeCellEvaluation, describeRobustness } from './describeEvaluation.ts';
import { groupsFrom } from './groupsOption.ts';
import { modelOptions, modelsFrom } from './modelOptions.ts';

/** `evaluate cells`: how the classifier does on a laboratory's own pictures of single cells. */
export const evaluateCellsCommand: Command = {
  form: {
    words: ['evaluate', 'cells'],
    summary: 'Measures the classifier on labelled pictures of single cells: DIR/<CODE>/*.png|jpg.',
    operands: { name: 'DIR', meaning: 'holds one folder a class, named by its code (NGS, EBX, ...)', least: 1, most: 1 },
    options: [
      { name: '--span-um', value: 'X', meaning: 'how many micrometres each picture is wide; the cell lies in its middle', required: true },
      { name: '--groups', value: 'FILE.csv:COLUMN', meaning: 'table that tells which pictures belong together (patient, photograph), for the intervals (default: DIR/manifest.csv, where an export wrote one)' },
      { name: '--only', value: 'FILE.csv', meaning: 'table whose column "file" names the only pictures to take (a part kept out of training)' },
      { name: '--changes', meaning: 'names the cells again under changes of colour, light, focus, scale and place, and tells what each costs' },
      { name: '--model', value: 'N', meaning: 'a classifier by name, of the library or shipped (default: the shipped one)' },
      { name: '--library', value: 'DIR', meaning: 'where the laboratory\'s own models are kept (default: the user\'s library)' },
      ...modelOptions,
      { name: '--json', meaning: 'writes all figures as JSON' },
    ],
    notes: ['Pictures are told by their bytes: PNG, JPEG, BMP or TIFF. Those that can\'t be read or show nothing, and folders whose name is no class, are left out and listed; what a system puts there (__MACOSX, @eaDir, what is hidden) is passed over.'],
  },
  async run(given, session) {
    const [groupsFile, groupColumn] = groupsFrom(given.text('--groups'));
    const input = { directory: given.operands[0], spanUm: given.number('--span-um', 1, 1000)!, groupsFile, groupColumn, onlyFile: given.text('--only') };
    const { changesOnCells, evaluateOnCells } = await import('#main/service/evaluateModels.ts');
    const { defaultLibraryDirectory } = await import('#main/service/places.ts');
    const choice = { ...modelsFrom(given), classifier: given.text('--model'), libraryDirectory: given.text('--library') ?? defaultLibraryDirectory() };
    if (given.has('--changes')) {
      const table = await changesOnCells(input, choice, session.context);
      if (given.has('--json')) printJson(session, table);
      else session.print(describeRobustness(table));
      return undefined;
    }
    const figures = await evaluateOnCells(input, choice, session.context);
    if (given.has('--json')) printJson(session, figures);
    else session.print(describeCellEvaluation(figures));
    return undefined;
  },
};
