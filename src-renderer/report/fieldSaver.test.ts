import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CaseFields } from '#shared/reports/caseFields.ts';
import { FieldSaver } from './fieldSaver.ts';

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

function saverOf(fields: CaseFields, save: () => Promise<void> = () => Promise.resolve()) {
  const kept: { texts: object; was: object }[] = [];
  const failures: unknown[] = [];
  const saver = new FieldSaver(fields, { save: async (texts, was) => { await save(); kept.push({ texts: Object.fromEntries(texts), was: Object.fromEntries(was) }); }, onFailure: (error) => { failures.push(error); } });
  return { saver, kept, failures };
}

describe('FieldSaver', () => {
  it('keeps a text after a pause in typing, and sends no other field', async () => {
    const { saver, kept } = saverOf({ patient: { name: 'A' }, comments: { conclusion: 'old', whoCode: 'x' } });
    saver.type('comments.conclusion', 'n');
    await vi.advanceTimersByTimeAsync(300);
    saver.type('comments.conclusion', 'new');
    await vi.advanceTimersByTimeAsync(500);
    expect(kept).toEqual([]);
    expect(saver.getView().state).toBe('typing');
    await vi.advanceTimersByTimeAsync(200);
    expect(kept).toEqual([{ texts: { 'comments.conclusion': 'new' }, was: { 'comments.conclusion': 'old' } }]);
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
    expect(kept.at(-1)).toEqual({ texts: { 'comments.conclusion': 'ab' }, was: { 'comments.conclusion': 'a' } });
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
    expect(kept).toEqual([{ texts: { 'comments.conclusion': 'a' }, was: { 'comments.conclusion': '' } }]);
  });

  it('does not send a text that the report can’t hold, and sends the others', async () => {
    const { saver, kept } = saverOf({});
    saver.type('comments.conclusion', 'x'.repeat(4001));
    saver.type('comments.ironStain', 'b');
    await saver.flush();
    expect(kept).toEqual([{ texts: { 'comments.ironStain': 'b' }, was: { 'comments.ironStain': '' } }]);
    expect(saver.getView().state).toBe('refused');
  });

  it('does not write over what another wrote into the same field before the person has chosen', async () => {
    const { saver, kept } = saverOf({ comments: { conclusion: 'old' } });
    saver.type('comments.conclusion', 'mine');
    saver.type('comments.ironStain', 'b');
    saver.receive({ comments: { conclusion: 'theirs' } });
    await saver.flush();
    expect(kept).toEqual([{ texts: { 'comments.ironStain': 'b' }, was: { 'comments.ironStain': '' } }]);
    expect(saver.getView()).toMatchObject({ state: 'refused', disputed: new Map([['comments.conclusion', 'theirs']]) });
    await saver.keepMine('comments.conclusion');
    expect(kept.at(-1)).toEqual({ texts: { 'comments.conclusion': 'mine' }, was: { 'comments.conclusion': 'theirs' } });
    expect(saver.getView()).toMatchObject({ state: 'saved', disputed: new Map() });
  });

  it('gives up the own words for the other\'s where the person wants that', async () => {
    const { saver, kept } = saverOf({ comments: { conclusion: 'old' } });
    saver.type('comments.conclusion', 'mine');
    saver.receive({ comments: { conclusion: 'theirs' } });
    saver.takeTheirs('comments.conclusion');
    await saver.flush();
    expect([saver.textOf('comments.conclusion'), saver.getView().state, kept]).toEqual(['theirs', 'saved', []]);
  });

  it('looks again when it hears of the change for which its texts were refused', async () => {
    let isRefused = true;
    const { saver, kept } = saverOf({}, () => (isRefused ? Promise.reject(new Error('changed elsewhere')) : Promise.resolve()));
    saver.type('comments.conclusion', 'mine');
    saver.type('comments.ironStain', 'b');
    await saver.flush();
    isRefused = false;
    saver.receive({ comments: { conclusion: 'theirs' } });
    await vi.advanceTimersByTimeAsync(600);
    expect(kept).toEqual([{ texts: { 'comments.ironStain': 'b' }, was: { 'comments.ironStain': '' } }]);
    expect([...saver.getView().disputed.keys()]).toEqual(['comments.conclusion']);
  });

  it('takes its own text for no other\'s, also where the answer to it was lost', async () => {
    let isLost = true;
    const { saver, kept } = saverOf({}, () => (isLost ? Promise.reject(new Error('lost')) : Promise.resolve()));
    saver.type('comments.conclusion', 'a');
    await saver.flush();
    isLost = false;
    saver.type('comments.conclusion', 'ab');
    saver.receive({ comments: { conclusion: 'a' } });
    expect(saver.getView().disputed.size).toBe(0);
    await saver.flush();
    expect(kept).toEqual([{ texts: { 'comments.conclusion': 'ab' }, was: { 'comments.conclusion': 'a' } }]);
  });
});
