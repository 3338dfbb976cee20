import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CaseFields } from '#shared/reports/caseFields.ts';
import { FieldSaver } from './fieldSaver.ts';

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

function saverOf(fields: CaseFields, save: (kept: CaseFields) => Promise<void> = () => Promise.resolve()) {
  const kept: CaseFields[] = [];
  const failures: unknown[] = [];
  const saver = new FieldSaver(fields, { save: async (given) => { await save(given); kept.push(given); }, onFailure: (error) => { failures.push(error); } });
  return { saver, kept, failures };
}

describe('FieldSaver', () => {
  it('keeps a text after a pause in typing, and leaves the other fields as they are', async () => {
    const { saver, kept } = saverOf({ patient: { name: 'A' }, comments: { conclusion: 'old', whoCode: 'x' } });
    saver.type('comments.conclusion', 'n');
    await vi.advanceTimersByTimeAsync(300);
    saver.type('comments.conclusion', 'new');
    await vi.advanceTimersByTimeAsync(500);
    expect(kept).toEqual([]);
    expect(saver.getView().state).toBe('typing');
    await vi.advanceTimersByTimeAsync(200);
    expect(kept).toEqual([{ patient: { name: 'A' }, comments: { conclusion: 'new', whoCode: 'x' } }]);
    expect(saver.getView().state).toBe('saved');
    expect(saver.textOf('comments.conclusion')).toBe('new');
  });

  it('shows what was typed, not what comes from elsewhere, until it is on disk', () => {
    const { saver } = saverOf({ comments: { conclusion: 'old' } });
    saver.type('comments.conclusion', 'mine');
    saver.receive({ comments: { conclusion: 'theirs', ironStain: 'done' } });
    expect(saver.textOf('comments.conclusion')).toBe('mine');
    expect(saver.textOf('comments.ironStain')).toBe('done');
  });

  it('keeps letters typed while an earlier text is on its way', async () => {
    let arrive = (): void => undefined;
    const { saver, kept } = saverOf({}, () => new Promise((resolve) => { arrive = resolve; }));
    saver.type('comments.conclusion', 'a');
    await vi.advanceTimersByTimeAsync(600);
    saver.type('comments.conclusion', 'ab');
    arrive();
    await vi.advanceTimersByTimeAsync(0);
    expect(saver.textOf('comments.conclusion')).toBe('ab');
    expect(saver.getView().state).toBe('typing');
    await vi.advanceTimersByTimeAsync(600);
    arrive();
    await vi.advanceTimersByTimeAsync(0);
    expect(kept.at(-1)).toEqual({ comments: { conclusion: 'ab' } });
    expect(saver.getView().state).toBe('saved');
  });

  it('holds on to a text that could not be kept, and keeps it at the next try', async () => {
    let isFull = true;
    const { saver, kept, failures } = saverOf({}, () => (isFull ? Promise.reject(new Error('full')) : Promise.resolve()));
    saver.type('comments.conclusion', 'a');
    await saver.flush();
    expect([saver.getView().state, failures.length, saver.textOf('comments.conclusion')]).toEqual(['failed', 1, 'a']);
    isFull = false;
    await saver.flush();
    expect(kept).toEqual([{ comments: { conclusion: 'a' } }]);
  });

  it('does not send a text that the report can’t hold, and sends the others', async () => {
    const { saver, kept } = saverOf({});
    saver.type('comments.conclusion', 'x'.repeat(4001));
    saver.type('comments.ironStain', 'b');
    await saver.flush();
    expect(kept).toEqual([{ comments: { ironStain: 'b' } }]);
    expect(saver.getView().state).toBe('refused');
  });
});
