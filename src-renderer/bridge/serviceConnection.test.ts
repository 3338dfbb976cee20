import { describe, expect, it, vi } from 'vitest';
import type { Bridge } from '#shared/contract/bridge.ts';
import type { Reply, Request } from '#shared/contract/messages.ts';
import { connectService } from './serviceConnection.ts';

function fakeBridge(): { bridge: Bridge; sent: Request[]; answer: (reply: Reply) => void } {
  const sent: Request[] = [];
  let listener: (reply: Reply) => void = () => undefined;
  const bridge: Bridge = {
    shell: 'web', pictureBase: '/', send: (request) => { sent.push(request); }, onReply: (heard) => { listener = heard; return () => undefined; },
    pathsOfDropped: () => Promise.resolve([]), save: () => Promise.resolve({ kind: 'notWanted' }),
  };
  return { bridge, sent, answer: (reply) => listener(reply) };
}

describe('a call of the service', () => {
  it('gives each answer to its own call, in any order', async () => {
    const { bridge, sent, answer } = fakeBridge();
    const { call } = connectService(bridge);
    const first = call('jobs.cancel', { jobId: 1 });
    const second = call('cases.list', {});
    expect(sent.map((request) => request.kind === 'call' && request.name)).toEqual(['jobs.cancel', 'cases.list']);
    answer({ kind: 'result', id: sent[1].id, result: { cases: [] } });
    answer({ kind: 'failure', id: sent[0].id, failure: { code: 'not-found', sentence: 'There is no such count.', remedy: 'Look at the worklist.' } });
    await expect(second).resolves.toEqual({ cases: [] });
    await expect(first).rejects.toMatchObject({ code: 'not-found', sentence: 'There is no such count.', remedy: 'Look at the worklist.' });
  });

  it('refuses an answer that the contract does not allow, in words', async () => {
    const { bridge, sent, answer } = fakeBridge();
    const listed = connectService(bridge).call('cases.list', {});
    answer({ kind: 'result', id: sent[0].id, result: { cases: [{ id: 'one' }] } });
    await expect(listed).rejects.toMatchObject({ code: 'internal', sentence: expect.stringContaining('cases.list') as string });
  });

  it('tells the service when it is stopped, and hears no more of it', async () => {
    const { bridge, sent, answer } = fakeBridge();
    const stop = new AbortController();
    const onProgress = vi.fn();
    const call = connectService(bridge).call('settings.testProvider', {}, { signal: stop.signal, onProgress });
    answer({ kind: 'progress', id: sent[0].id, stage: 'Trying', done: 1, total: 3 });
    stop.abort();
    await expect(call).rejects.toMatchObject({ code: 'cancelled' });
    expect(sent[1]).toEqual({ kind: 'cancel', id: sent[0].id });
    answer({ kind: 'progress', id: sent[0].id, stage: 'Trying', done: 2, total: 3 });
    expect(onProgress).toHaveBeenCalledTimes(1);
  });

  it('hears out an act that can\'t be taken back: what the service says came of it, not that it was stopped', async () => {
    const { bridge, sent, answer } = fakeBridge();
    const { call } = connectService(bridge);
    const signature = { caseId: 1, by: 'Dr A', role: 'Consultant', meaning: 'Reviewed', seen: '0' };
    const begin = () => {
      const stop = new AbortController();
      return { stop, ended: vi.fn(), call: call('report.sign', signature, { signal: stop.signal, hearsOut: true }), id: sent.at(-1)!.id };
    };
    const [tooLate, inTime, lost] = [begin(), begin(), begin()];
    for (const begun of [tooLate, inTime, lost]) {
      begun.call.then(begun.ended, begun.ended);
      begun.stop.abort();
      expect(sent.at(-1)).toEqual({ kind: 'cancel', id: begun.id });
    }
    await Promise.resolve();
    for (const { ended } of [tooLate, inTime, lost]) expect(ended).not.toHaveBeenCalled();
    const signed = { version: 1, signedBy: 'Dr A', role: 'Consultant', meaning: 'Reviewed', signedAt: '2026-01-02T03:04:05.000Z', sha256: '0'.repeat(64) };
    answer({ kind: 'result', id: tooLate.id, result: signed });
    answer({ kind: 'failure', id: inTime.id, failure: { code: 'cancelled', sentence: 'Stopped on request.', remedy: '' } });
    answer({ kind: 'failure', id: lost.id, failure: { code: 'service-down', sentence: 'It stopped.', remedy: 'Look whether it was done.' } });
    await expect(tooLate.call).resolves.toEqual(signed);
    await expect(inTime.call).rejects.toMatchObject({ code: 'cancelled' });
    await expect(lost.call).rejects.toMatchObject({ code: 'service-down' });
  });

  it('keeps what it is told to open until somebody listens, and tells it once', () => {
    const { bridge, answer } = fakeBridge();
    const { onOpenPaths, onShellEvent } = connectService(bridge);
    onShellEvent(() => undefined);
    const open = (path: string) => { answer({ kind: 'event', event: { shell: 'openPaths', paths: [path] } }); };
    open('/a.svs');
    open('/b.svs');
    const heard: (readonly string[])[] = [];
    const end = onOpenPaths((paths) => { heard.push(paths); });
    open('/c.svs');
    expect(heard).toEqual([['/a.svs', '/b.svs'], ['/c.svs']]);
    end();
    onOpenPaths((paths) => { heard.push(paths); });
    expect(heard).toHaveLength(2);
  });

  it('passes on what comes unasked, the service’s and the shell’s apart', () => {
    const { bridge, answer } = fakeBridge();
    const connection = connectService(bridge);
    const fromService = vi.fn();
    const fromShell = vi.fn();
    connection.onServiceEvent(fromService);
    const end = connection.onShellEvent(fromShell);
    answer({ kind: 'event', event: { event: 'casesChanged' } });
    answer({ kind: 'event', event: { shell: 'service', state: 'down', sentence: 'It stopped.' } });
    end();
    answer({ kind: 'event', event: { shell: 'service', state: 'running', sentence: 'It runs.' } });
    expect(fromService).toHaveBeenCalledExactlyOnceWith({ event: 'casesChanged' });
    expect(fromShell).toHaveBeenCalledExactlyOnceWith({ shell: 'service', state: 'down', sentence: 'It stopped.' });
  });
});
