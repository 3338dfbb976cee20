import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { constants, getPriority, tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { countCrashes } from './crashCount.ts';
import { forkWithNode } from './forkWithNode.ts';
import type { SupervisedCondition, SupervisionLimits } from './supervisor.ts';
import { supervise } from './supervisor.ts';

/** A busy machine starts a process slowly. */
const patience = { timeout: 20_000 };

const folder = mkdtempSync(path.join(tmpdir(), 'supervision-'));
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });
const parts = ['parentChannel', 'endWithParent'].map((name) => `import { ${name} } from ${JSON.stringify(path.join(import.meta.dirname, `${name}.ts`))};`).join('\n');

/** A small process of its own that speaks over the channel. */
function program(name: string, lines: string): string {
  const file = path.join(folder, `${name}.ts`);
  writeFileSync(file, `${parts}\nconst channel = parentChannel()!;\n${lines}\n`);
  return file;
}
const echo = program('echo', `
  endWithParent(channel, () => { console.error('closed in order'); });
  channel.onMessage((message) => { if (message.doubled) channel.send({ values: message.doubled.map((value) => value * 2), kind: message.doubled.constructor.name }); if (message === 'die') process.exit(7); });
  channel.send({ control: 'ready' });`);
const crashing = program('crashing', 'channel.send({ control: "ready" }); setTimeout(() => { throw new Error("the disk bit me"); }, 5);');
const unusable = program('unusable', 'channel.send({ control: "unusable", failure: { code: "store-newer", sentence: "The library is newer.", remedy: "Update." } }); setTimeout(() => process.exit(0), 20);');
const stubborn = program('stubborn', 'channel.onMessage(() => { for (;;); }); channel.send({ control: "ready" });');

function watch(entry: string, limits: Partial<SupervisionLimits> = {}, lowPriority = false) {
  const conditions: SupervisedCondition[] = [];
  const messages: unknown[] = [];
  let look = () => { /* nobody waits yet */ };
  const supervisor = supervise({
    start: () => forkWithNode()({ name: 'trial', entry, lowPriority }), name: 'The trial', limits,
    onCondition: (condition) => { conditions.push(condition); look(); }, onMessage: (message) => { messages.push(message); look(); },
  });
  const until = (done: () => boolean) => new Promise<void>((resolve) => {
    look = () => { if (done()) resolve(); };
    look();
  });
  return { supervisor, conditions, messages, until, states: () => conditions.map(({ state }) => state) };
}
const isAlive = (pid: number) => {
  try {
    // A zombie that nobody has waited for yet is dead too.
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
};
async function untilGone(pid: number) {
  for (let waited = 0; waited < 40_000 && isAlive(pid); waited += 50) await new Promise((resolve) => { setTimeout(resolve, 50); });
  return !isAlive(pid);
}

describe('a supervised process', () => {
  it('takes and gives typed arrays, and closes in order', async () => {
    const { supervisor, messages, states, until } = watch(echo);
    supervisor.start();
    await until(() => supervisor.condition.state === 'running');
    supervisor.send({ doubled: new Int32Array([1, 2, 3]) });
    await until(() => messages.length === 1);
    expect(messages).toEqual([{ values: new Int32Array([2, 4, 6]), kind: 'Int32Array' }]);
    const pid = supervisor.pid!;
    await supervisor.stop();
    expect(await untilGone(pid)).toBe(true);
    expect(states()).toEqual(['starting', 'running', 'stopped']);
  });

  it('is started again when it died, and works again', async () => {
    const { supervisor, messages, conditions, states, until } = watch(echo, { firstPauseMs: 5 });
    supervisor.start();
    await until(() => supervisor.condition.state === 'running');
    supervisor.send('die');
    await until(() => states().filter((state) => state === 'running').length === 2);
    expect(states()).toEqual(['starting', 'running', 'down', 'starting', 'running']);
    expect(conditions[2]).toMatchObject({ willRestart: true, sentence: expect.stringContaining('starting again') as string });
    supervisor.send({ doubled: new Float32Array([0.5]) });
    await until(() => messages.length === 1);
    await supervisor.stop();
  });

  it('is given up with a sentence when it keeps dying, and can be started anew', async () => {
    const { supervisor, conditions, states, until } = watch(crashing, { crashes: 3, firstPauseMs: 1, longestPauseMs: 2 });
    supervisor.start();
    await until(() => states().filter((state) => state === 'down').length === 3);
    expect(conditions.at(-1)).toEqual({ state: 'down', willRestart: false, sentence: 'The trial stopped 3 times within a minute and is not started again by itself. Close Myeloscope and open it again; nothing that was done is lost.' });
    supervisor.start();
    await until(() => states().at(-1) === 'running');
    await supervisor.stop();
  });

  it('is not started again where it says that it can\'t work', async () => {
    const { supervisor, conditions, until } = watch(unusable, { firstPauseMs: 1 });
    supervisor.start();
    await until(() => supervisor.condition.state === 'down');
    await new Promise((resolve) => { setTimeout(resolve, 300); });
    expect(conditions.at(-1)).toEqual({ state: 'down', sentence: 'The library is newer. Update.', willRestart: false });
  });

  it('counts as crashed where it never gets ready, or can\'t be started', async () => {
    const { supervisor, conditions, until } = watch(path.join(folder, 'nowhere.ts'), { crashes: 1 });
    supervisor.start();
    await until(() => supervisor.condition.state === 'down');
    expect(conditions.at(-1)!.willRestart).toBe(false);
    const endings: unknown[] = [];
    forkWithNode(path.join(folder, 'no-node'))({ name: 'nothing', entry: echo }).onExit((ending) => { endings.push(ending); });
    await expect.poll(() => endings, patience).toEqual([{ code: null, signal: null, lastWords: expect.stringContaining('ENOENT') as string }]);
    const silent = watch(program('silent', 'setInterval(() => {}, 1000);'), { crashes: 1, readyWithinMs: 300 });
    silent.supervisor.start();
    await silent.until(() => silent.supervisor.condition.state === 'down');
  });

  it('is ended where it does not close', async () => {
    const { supervisor, until } = watch(stubborn, { closeWithinMs: 100 });
    supervisor.start();
    await until(() => supervisor.condition.state === 'running');
    const pid = supervisor.pid!;
    await supervisor.stop();
    expect(await untilGone(pid)).toBe(true);
  });

  it.skipIf(process.platform === 'win32')('gives way to others where it is asked to', async () => {
    const { supervisor, until } = watch(echo, {}, true);
    supervisor.start();
    await until(() => supervisor.condition.state === 'running');
    expect(getPriority(supervisor.pid!)).toBe(constants.priority.PRIORITY_LOW);
    await supervisor.stop();
  });

  it.skipIf(process.platform !== 'linux').each([
    ['while it waits', echo],
    ['while it is still loading', program('loading', `channel.send({ control: 'ready' }); await new Promise((resolve) => { setTimeout(resolve, 2000); }); endWithParent(channel, () => undefined); setInterval(() => undefined, 1000);`)],
    ['while it hears of nothing', program('deaf', `endWithParent(channel, () => undefined); channel.send({ control: 'ready' }); setTimeout(() => { for (;;); }, 500);`)],
  ])('does not outlive a parent that was killed %s', async (_name, entry) => {
    const parent = path.join(folder, 'parent.ts');
    writeFileSync(parent, `
      import { forkWithNode } from ${JSON.stringify(path.join(import.meta.dirname, 'forkWithNode.ts'))};
      const child = forkWithNode()({ name: 'trial', entry: ${JSON.stringify(entry)} });
      child.onMessage(() => console.log(child.pid));`);
    const started = spawn(process.execPath, [parent], { stdio: ['ignore', 'pipe', 'inherit'] });
    const pid = await new Promise<number>((resolve) => { started.stdout.on('data', (line: Buffer) => { resolve(Number(line.toString())); }); });
    expect(isAlive(pid)).toBe(true);
    started.kill('SIGKILL');
    expect(await untilGone(pid)).toBe(true);
  });
});

it('counts only crashes of late', () => {
  let now = 0;
  const crashes = countCrashes(3, 1000, () => now);
  expect([crashes.add(), crashes.add()]).toEqual([false, false]);
  now = 1500;
  expect([crashes.add(), crashes.recent]).toEqual([false, 1]);
  now = 1600;
  expect([crashes.add(), crashes.add()]).toEqual([false, true]);
});
