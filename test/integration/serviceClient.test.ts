import { afterEach, describe, expect, it } from 'vitest';
import type { Reply } from '#shared/contract/messages.ts';
import { trialService } from '../fixtures/shell/trialService.ts';
import { openServiceClient } from '#main/shell/client/serviceClient.ts';
import type { ServiceClient } from '#main/shell/client/serviceClient.ts';
import { openWindowSession } from '#main/shell/client/windowSession.ts';

/** A busy machine starts a process slowly. */
const patience = { timeout: 20_000 };

const open: ServiceClient[] = [];
afterEach(async () => { await Promise.all(open.splice(0).map((client) => client.close())); });
const limits = { firstPauseMs: 20, longestPauseMs: 50, crashes: 4 };
/** A client of the trial service, and every state that it told. */
function start(args: readonly string[] = []) {
  const client = openServiceClient({ startService: trialService(args), limits });
  open.push(client);
  const states: string[] = [];
  client.onEvent((event) => { if ('shell' in event) states.push(event.state); });
  return { client, states };
}

describe('a client of the service', () => {
  it('calls while it is still starting, side by side, with progress', async () => {
    const { client } = start();
    const progress: unknown[] = [];
    const slow = client.call('wait', { ms: 150 }, { onProgress: (step) => { progress.push(step); } });
    const ended: string[] = [];
    void slow.then(() => ended.push('slow'));
    await client.call('echo', { cells: new Int32Array([1, 2]) }).then((result) => {
      ended.push('quick');
      expect(result).toEqual({ cells: new Int32Array([1, 2]) });
    });
    await slow;
    expect(ended).toEqual(['quick', 'slow']);
    expect(progress).toEqual([{ stage: 'Waiting', done: 0, total: 1 }]);
  });

  it('gives the service\'s failures as they are, and cancels', async () => {
    const { client } = start();
    await expect(client.call('fail', {})).rejects.toMatchObject({ failure: { code: 'not-found', sentence: 'The case is gone.', remedy: 'Open another.' } });
    const controller = new AbortController();
    const waiting = client.call('wait', { ms: 60_000 }, { signal: controller.signal, onProgress: () => { controller.abort(); } });
    await expect(waiting).rejects.toMatchObject({ failure: { code: 'cancelled' } });
    const before = new AbortController();
    before.abort();
    await expect(client.call('wait', { ms: 60_000 }, { signal: before.signal })).rejects.toMatchObject({ failure: { code: 'cancelled' } });
  });

  it('fails what was in flight when the service dies, keeps what was not sent, and goes on', async () => {
    const { client, states } = start();
    await client.call('echo', {});
    const inFlight = client.call('wait', { ms: 60_000 });
    const fate = expect(inFlight).rejects.toMatchObject({ failure: { code: 'service-down', sentence: expect.stringContaining('starting again') as string } });
    await expect(client.call('die', {})).rejects.toMatchObject({ failure: { code: 'service-down' } });
    await fate;
    expect(client.condition.state).toBe('down');
    expect(await client.call('echo', { again: true })).toEqual({ again: true });
    expect(states).toEqual(['starting', 'running', 'down', 'starting', 'running'].slice(-states.length));
  });

  it('says why there is no service, fails calls with it, and starts it when woken', async () => {
    const { client } = start(['unusable']);
    await expect(client.call('echo', {})).rejects.toMatchObject({ failure: { code: 'service-down', sentence: 'The library is newer. Update.', remedy: '' } });
    await expect(client.call('echo', {})).rejects.toMatchObject({ failure: { code: 'service-down', sentence: 'The library is newer. Update.' } });
    const states: string[] = [];
    client.onEvent((event) => { if ('shell' in event) states.push(event.state); });
    await expect.poll(() => { client.wake(); return states; }, patience).toContain('starting');
  });
});

describe('a window\'s session', () => {
  it('answers by the window\'s own numbers, tells events and states, and cancels all when the window closes', async () => {
    const { client } = start();
    const windows = [[], []] as Reply[][];
    const sessions = windows.map((replies) => openWindowSession(client, (reply) => { replies.push(reply); }));
    for (const session of sessions) expect(session.receive({ kind: 'call', id: 1, name: 'echo', arguments: { of: 1 } })).toBe(true);
    for (const replies of windows) await expect.poll(() => replies, patience).toContainEqual({ kind: 'result', id: 1, result: { of: 1 } });
    expect(windows[0][0]).toEqual({ kind: 'event', event: { shell: 'service', state: 'starting', sentence: '' } });
    sessions[0].receive({ kind: 'call', id: 2, name: 'tell', arguments: {} });
    for (const replies of windows) await expect.poll(() => replies, patience).toContainEqual({ kind: 'event', event: { event: 'casesChanged' } });
    sessions[0].receive({ kind: 'call', id: 3, name: 'wait', arguments: { ms: 60_000 } });
    sessions[0].receive({ kind: 'call', id: 4, name: 'wait', arguments: { ms: 60_000 } });
    sessions[0].receive({ kind: 'cancel', id: 4 });
    await expect.poll(() => windows[0].find((reply) => reply.kind === 'failure'), patience).toMatchObject({ id: 4, failure: { code: 'cancelled' } });
    sessions[0].close();
    await expect.poll(() => client.call('running', {}), patience).toEqual({ running: 1 });
    expect(sessions[0].receive({ kind: 'call', id: 5, name: 'echo', arguments: {} })).toBe(false);
  });

  it('refuses what is no request, and a number that is in use', () => {
    const { client } = start();
    const session = openWindowSession(client, () => { /* not looked at */ });
    for (const message of [null, 5, {}, { kind: 'call', id: 'one', name: 'echo', arguments: {} }, { kind: 'result', id: 1 }]) expect(session.receive(message)).toBe(false);
    expect(session.receive({ kind: 'call', id: 1, name: 'wait', arguments: { ms: 50 } })).toBe(true);
    expect(session.receive({ kind: 'call', id: 1, name: 'echo', arguments: {} })).toBe(false);
  });
});
