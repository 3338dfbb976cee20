import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { ApartEnd } from './startApart.ts';
import { startApart } from './startApart.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'apart-'));
afterAll(() => { rmSync(directory, { recursive: true, force: true }); });

/** A process that does so when it is asked. */
function entry(name: string, what: string): string {
  const file = path.join(directory, `${name}.mjs`);
  writeFileSync(file, `process.on('message', () => { ${what} });`);
  return file;
}

it('says what the caller says where a process ends or takes too long, and of a model where the caller says nothing', async () => {
  const ends: ApartEnd[] = [];
  const failure = (end: ApartEnd) => { ends.push(end); return new MyeloscopeError('internal', 'The training ended.'); };
  await expect(startApart(entry('leaves', 'process.exit(3)'), undefined, undefined, failure).ask({})).rejects.toThrow('The training ended.');
  await expect(startApart(entry('killed', "process.kill(process.pid, 'SIGKILL')"), undefined, undefined, failure).ask({})).rejects.toThrow('The training ended.');
  await expect(startApart(entry('silent', ''), undefined, 500, failure).ask({})).rejects.toThrow('The training ended.');
  expect(ends).toEqual([{ why: 'ended', how: 'exit code 3' }, { why: 'memory' }, { why: 'late', seconds: 0.5 }]);
  // One that answers, and ends before it is asked again; at once or a while later.
  for (const waitMs of [0, 500]) {
    const apart = startApart(entry('answers', 'process.send({}, () => { process.exit(4); });'), undefined, undefined, failure);
    await apart.ask({});
    await new Promise((resolve) => { setTimeout(resolve, waitMs); });
    await expect(apart.ask({})).rejects.toThrow('The training ended.');
    expect(ends.at(-1)).toEqual({ why: 'ended', how: 'exit code 4' });
  }
  await expect(startApart(entry('leaves', 'process.exit(3)')).ask({})).rejects.toMatchObject({ code: 'model-invalid', message: expect.stringContaining('The model ended its process (exit code 3)') as string });
});
