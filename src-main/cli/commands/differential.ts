import type { CountRequest } from '#main/service/countRequest.ts';
import { defaultLibraryDirectory } from '#main/service/places.ts';
import { UsageError } from '../arguments/usageError.ts';
import type { GivenArguments } from '../arguments/givenArguments.ts';
import type { Command } from '../command.ts';
import { printJson } from '../command.ts';
import { describeCount, exitCodeOfCount } from './describeCount.ts';
import { modelOptions, modelsFrom } from './modelOptions.ts';

/** `differential`: counts the smears of one case and writes its report. */
export const differentialCommand: Command = {
  form: {
    words: ['differential'],
    summary: 'Counts the smears of one case: writes differential.json, cells.csv, report.pdf and overview.png.',
    operands: { name: 'PATH...', meaning: 'a slide file, or a folder of field pictures; several are the smears of one case', least: 1, most: 1000 },
    options: [
      { name: '--out', value: 'DIR', meaning: 'folder for the results; made where it is not there', required: true },
      { name: '--case', value: 'FILE', meaning: 'JSON with patient, specimen and clinical fields for the report; those it does not name stay as they are' },
      { name: '--scheme', value: 'marrow|blood', meaning: 'what is counted, and how (default marrow)' },
      { name: '--target', value: 'N', meaning: 'cells to count, shared among the smears (default: as the case is counted already, else as the laboratory has set; as delivered 500 in marrow, 200 in blood)' },
      { name: '--everything', meaning: 'counts every cell of every region, whatever the target' },
      { name: '--micrometres-per-pixel', value: 'X', meaning: 'size of a pixel; else as the file says, else measured from the red cells' },
      ...modelOptions,
      { name: '--library', value: 'DIR', meaning: `where the count is kept (default ${defaultLibraryDirectory()})` },
      { name: '--paper', value: 'a4|letter', meaning: 'paper of the report (default a4)' },
      { name: '--force', meaning: 'counts slides that do not look like smears, too; the report says so' },
      { name: '--restart', meaning: 'forgets what was counted of these slides before; refused where people have reviewed it' },
      { name: '--discard-review', meaning: 'with --restart: forgets what people reviewed of these slides, too, for good' },
      { name: '--json', meaning: 'writes what differential.json holds to standard output, too' },
    ],
    notes: [
      'Ctrl-C stops after the region at work. The same command then goes on where it stopped, and ends with the same result. A higher --target goes on from the cells of a lower one.',
    ],
  },
  async run(given, session) {
    const { countAndReport } = await import('#main/service/countAndReport.ts');
    const outcome = await countAndReport(requestFrom(given), session.context);
    if (given.has('--json')) printJson(session, outcome.document);
    else session.print(describeCount(outcome));
    return exitCodeOfCount(outcome.document);
  },
};

function requestFrom(given: GivenArguments): CountRequest {
  if (given.has('--everything') && given.has('--target')) throw new UsageError('--everything and --target exclude each other.');
  if (given.has('--discard-review') && !given.has('--restart')) throw new UsageError('--discard-review needs --restart.');
  return {
    ...modelsFrom(given),
    paths: given.operands,
    outDirectory: given.required('--out'),
    caseFile: given.text('--case'),
    scheme: given.choice('--scheme', ['marrow', 'blood']) ?? 'marrow',
    target: given.has('--everything') ? 'everything' : given.wholeNumber('--target', 1, 100_000),
    micrometresPerPixel: given.number('--micrometres-per-pixel', 0.01, 50),
    libraryDirectory: given.text('--library'),
    paper: given.choice('--paper', ['a4', 'letter']) ?? 'a4',
    force: given.has('--force'),
    restart: given.has('--restart'),
    discardReview: given.has('--discard-review'),
  };
}
