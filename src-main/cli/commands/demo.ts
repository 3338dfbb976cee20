import type { Command } from '../command.ts';
import { describeCount, exitCodeOfCount } from './describeCount.ts';
import { modelOptions, modelsFrom } from './modelOptions.ts';

/** `demo`: the main job on a smear that is drawn for it. */
export const demoCommand: Command = {
  form: {
    words: ['demo'],
    summary: 'Draws a sample smear (once), counts it, and says where the report lies. The smear is drawn by a program: it is no patient\'s.',
    options: [
      { name: '--out', value: 'DIR', meaning: 'folder for the results (default: demo in the user\'s library)' },
      ...modelOptions,
      { name: '--library', value: 'DIR', meaning: 'where the count and the sample smear are kept (default: the user\'s own)' },
    ],
  },
  async run(given, session) {
    const { makeDemo } = await import('#main/service/demo.ts');
    const { outcome, smear } = await makeDemo({ ...modelsFrom(given), outDirectory: given.text('--out'), libraryDirectory: given.text('--library') }, session.context);
    session.print(`The sample smear ${smear} is drawn by a program; it is no patient's.\n${describeCount(outcome)}`);
    session.print(`\nThe report: ${outcome.files.find((file) => file.endsWith('.pdf')) ?? ''}\n`);
    return exitCodeOfCount(outcome.document);
  },
};
