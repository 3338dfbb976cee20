import { UsageError } from '../arguments/usageError.ts';
import type { Command } from '../command.ts';
import { printJson } from '../command.ts';
import { describeCellEvaluation, describeRobustness } from './describeEvaluation.ts';
import { modelOptions, modelsFrom } from './modelOptions.ts';

/** `evaluate cells`: how the classifier does on a laboratory's own pictures of single cells. */
export const evaluateCellsCommand: Command = {
  form: {
    words: ['evaluate', 'cells'],
    summary: 'Measures the classifier on labelled pictures of single cells: DIR/<CODE>/*.png|jpg.',
    operands: { name: 'DIR', meaning: 'holds one folder a class, named by its code (NGS, EBX, ...)', least: 1, most: 1 },
    options: [
      { name: '--span-um', value: 'X', meaning: 'how many micrometres each picture is wide; the cell lies in its middle', required: true },
      { name: '--groups', value: 'FILE.csv:COLUMN', meaning: 'table that tells which pictures belong together (patient, photograph), for the intervals' },
      { name: '--only', value: 'FILE.csv', meaning: 'table whose column "file" names the only pictures to take (a part kept out of training)' },
      { name: '--changes', meaning: 'names the cells again under changes of colour, light, focus, scale and place, and tells what each costs' },
      ...modelOptions,
      { name: '--json', meaning: 'writes all figures as JSON' },
    ],
  },
  async run(given, session) {
    const [groupsFile, groupColumn] = groupsFrom(given.text('--groups'));
    const input = { directory: given.operands[0], spanUm: given.number('--span-um', 1, 1000)!, groupsFile, groupColumn, onlyFile: given.text('--only') };
    const { changesOnCells, evaluateOnCells } = await import('#main/service/evaluateModels.ts');
    if (given.has('--changes')) {
      const table = await changesOnCells(input, modelsFrom(given), session.context);
      if (given.has('--json')) printJson(session, table);
      else session.print(describeRobustness(table));
      return undefined;
    }
    const figures = await evaluateOnCells(input, modelsFrom(given), session.context);
    if (given.has('--json')) printJson(session, figures);
    else session.print(describeCellEvaluation(figures));
    return undefined;
  },
};

/** The file and the column; a file's own name may hold a colon (`C:\cells.csv:patient`). */
function groupsFrom(text: string | undefined): [string | undefined, string | undefined] {
  if (text === undefined) return [undefined, undefined];
  const colon = text.lastIndexOf(':');
  if (colon < 1 || colon === text.length - 1) throw new UsageError(`--groups is a file and a column with a colon between, such as cells.csv:patient, not "${text}".`);
  return [text.slice(0, colon), text.slice(colon + 1)];
}
