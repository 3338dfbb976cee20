import type { Progress } from '#shared/jobs/progress.ts';
import { commandHelp, programHelp } from './arguments/helpText.ts';
import { nearestWord } from './arguments/nearestWord.ts';
import { parseArguments } from './arguments/parseArguments.ts';
import { UsageError } from './arguments/usageError.ts';
import type { Command } from './command.ts';
import { exitDone, exitUsage } from './exitCodes.ts';
import { describeError } from './terminal/describeError.ts';
import { stopOnInterrupt } from './terminal/interruption.ts';
import { ProgressLine } from './terminal/progressLine.ts';

/** The streams and surroundings of the program. */
export interface Console {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean; readonly columns?: number };
  readonly debug: boolean;
}

/** Runs the command that the words name. Gives the exit code; never throws. */
export async function runCommand(commands: readonly Command[], words: readonly string[], streams: Console): Promise<number> {
  let line: ProgressLine | undefined;
  let interruption: ReturnType<typeof stopOnInterrupt> | undefined;
  try {
    if (words.length === 0 || words[0] === 'help' || words[0] === '--help' || words[0] === '-h') {
      const asked = commands.filter(({ form }) => words.length > 1 && words.slice(1).every((word, i) => form.words[i] === word));
      streams.stdout.write(asked.length === 1 ? commandHelp(asked[0].form) : programHelp((asked.length > 0 ? asked : commands).map(({ form }) => form)));
      return words.length === 0 ? exitUsage : exitDone;
    }
    const command = findCommand(commands, words);
    if (!command) return printGroupHelp(commands, words, streams);
    const given = parseArguments(command.form, words.slice(command.form.words.length));
    if (given.has('--help')) {
      streams.stdout.write(commandHelp(command.form));
      return exitDone;
    }
    if (streams.stderr.isTTY || given.has('--progress')) line = new ProgressLine(streams.stderr);
    interruption = stopOnInterrupt((text) => {
      line?.clear();
      streams.stderr.write(text);
    });
    const report = (progress: Progress): void => line?.show(progress, performance.now());
    const session = { context: { signal: interruption.signal, report }, print: (text: string) => { line?.clear(); streams.stdout.write(text); } };
    return (await command.run(given, session)) ?? exitDone;
  } catch (error) {
    line?.clear();
    const { text, exitCode } = describeError(error, streams.debug);
    streams.stderr.write(`${text}\n`);
    return exitCode;
  } finally {
    line?.clear();
    interruption?.end();
  }
}

function findCommand(commands: readonly Command[], words: readonly string[]): Command | undefined {
  const found = commands.find(({ form }) => form.words.every((word, i) => words[i] === word));
  if (found) return found;
  const group = commands.filter(({ form }) => form.words.length > 1 && form.words[0] === words[0]);
  const known = group.length > 0 ? group.map(({ form }) => form.words[1]) : [...new Set(commands.map(({ form }) => form.words[0]))];
  const word = group.length > 0 ? words[1] : words[0];
  if (group.length > 0 && (word === undefined || word === '--help')) return undefined;
  const nearest = nearestWord(word, known);
  throw new UsageError(`There is no command "${words.slice(0, group.length > 0 ? 2 : 1).join(' ')}".${nearest ? ` Did you mean "${nearest}"?` : ` There are: ${known.join(', ')}.`}`);
}

/** `myeloscope models` alone: what there is below it. */
function printGroupHelp(commands: readonly Command[], words: readonly string[], streams: Console): number {
  streams.stdout.write(programHelp(commands.filter(({ form }) => form.words[0] === words[0]).map(({ form }) => form)));
  return words[1] === '--help' ? exitDone : exitUsage;
}
