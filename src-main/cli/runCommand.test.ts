import { expect, it } from 'vitest';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { ErrorCode } from '#shared/errors/myeloscopeError.ts';
import type { Command } from './command.ts';
import { runCommand } from './runCommand.ts';

const command = (words: string[], run: Command['run']): Command => ({ form: { words, summary: `Does ${words.join(' ')}.`, options: [{ name: '--json', meaning: 'for machines' }] }, run });
const failing = (error: unknown): Command => command(['fail'], () => { throw error; });
async function run(commands: Command[], words: string[], streams: { debug?: boolean; isTTY?: boolean } = {}) {
  let out = '';
  let errors = '';
  const exitCode = await runCommand(commands, words, {
    stdout: { write: (text) => { out += text; } },
    stderr: { write: (text) => { errors += text; }, isTTY: streams.isTTY ?? false, columns: 60 },
    debug: streams.debug ?? false,
  });
  return { out, errors, exitCode };
}
const list = command(['models', 'list'], (given, { print }) => { print(given.has('--json') ? '[]\n' : 'none\n'); return Promise.resolve(undefined); });
const verify = command(['models', 'verify'], () => Promise.resolve(5));

it('runs a command of two words, and gives its own exit code', async () => {
  expect(await run([list, verify], ['models', 'list', '--json'])).toEqual({ out: '[]\n', errors: '', exitCode: 0 });
  expect((await run([list, verify], ['models', 'verify'])).exitCode).toBe(5);
});

it('shows help of the program, of a group and of a command', async () => {
  expect(await run([list, verify], [])).toMatchObject({ exitCode: 2, out: expect.stringContaining('models list') });
  expect(await run([list, verify], ['help'])).toMatchObject({ exitCode: 0, out: expect.stringContaining('Exit codes') });
  expect(await run([list, verify], ['models', '--help'])).toMatchObject({ exitCode: 0, out: expect.stringContaining('Does models verify.') });
  expect(await run([list, verify], ['models', 'list', '--help'])).toMatchObject({ exitCode: 0, out: expect.stringMatching(/--json +for machines/) });
  expect(await run([list, verify], ['help', 'models', 'list'])).toMatchObject({ exitCode: 0, out: expect.stringContaining('Does models list.') });
});

it('names the nearest command', async () => {
  expect(await run([list, verify], ['modles'])).toMatchObject({ exitCode: 2, errors: expect.stringContaining('Did you mean "models"?') });
  expect(await run([list, verify], ['models', 'verfy'])).toMatchObject({ exitCode: 2, errors: expect.stringContaining('Did you mean "verify"?') });
  expect(await run([list, verify], ['models', 'paint'])).toMatchObject({ exitCode: 2, errors: expect.stringContaining('There are: list, verify.') });
});

it.each<[ErrorCode, number]>([['internal', 1], ['bad-input', 3], ['slide-unreadable', 3], ['no-cells', 4], ['slide-not-a-smear', 4], ['model-invalid', 5], ['provider-unavailable', 5], ['disk-full', 6], ['store-newer', 6], ['cancelled', 130]])('ends on %s with %i, in words and without a trace', async (code, exitCode) => {
  expect(await run([failing(new MyeloscopeError(code, 'It is so.', 'Do this.'))], ['fail'])).toEqual({ out: '', errors: 'myeloscope: It is so.\nDo this.\n', exitCode });
});

it('shows where only when asked', async () => {
  const quiet = await run([failing(new TypeError('x is not y'))], ['fail']);
  expect(quiet.exitCode).toBe(1);
  expect(quiet.errors).not.toContain('runCommand.test');
  expect((await run([failing(new TypeError('x is not y'))], ['fail'], { debug: true })).errors).toContain('runCommand.test');
});

it('shows progress on a terminal and where it is asked for, and nowhere else', async () => {
  const counting = command(['count'], (_, { context, print }) => {
    context.report?.({ stage: 'Counting cells', done: 100, total: 500 });
    print('500\n');
    return Promise.resolve(undefined);
  });
  expect((await run([counting], ['count'])).errors).toBe('');
  expect((await run([counting], ['count', '--progress'])).errors).toBe('Counting cells 100 of 500\n');
  const shown = await run([counting], ['count'], { isTTY: true });
  expect(shown.errors).toContain('[####................] 100 of 500');
  expect(shown.errors.endsWith('\r\u001b[2K')).toBe(true);
  expect(shown.out).toBe('500\n');
});
