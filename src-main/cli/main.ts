// The command line. Started by scripts/start.cjs, which checks the version of Node first.
import { commands } from './commands/commands.ts';
import { runCommand } from './runCommand.ts';
import { describeError } from './terminal/describeError.ts';

const debug = Boolean(process.env['MYELOSCOPE_DEBUG']);

function endBadly(error: unknown): void {
  const { text, exitCode } = describeError(error, debug);
  process.stderr.write(`${text}\n`);
  process.exit(exitCode);
}
process.on('uncaughtException', endBadly);
process.on('unhandledRejection', endBadly);
// Whoever reads our output or our messages may stop reading (`| head`): that is no failure of ours.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => { if (error.code !== 'EPIPE') endBadly(error); });
}

process.exitCode = await runCommand(commands, process.argv.slice(2), { stdout: process.stdout, stderr: process.stderr, debug });
