import { afterEach, describe, expect, it, vi } from 'vitest';
import { addKeys, openDialog, pressKey } from './keyRegistry.ts';

const ends: (() => void)[] = [];
afterEach(() => { for (const end of ends.splice(0)) end(); });

const down = (key: string, target: object | null = null, repeat = false): KeyboardEvent => ({
  key, target, repeat, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, defaultPrevented: false, isComposing: false, preventDefault: vi.fn(), stopPropagation: vi.fn(),
} as unknown as KeyboardEvent);
const bind = (keys: string, depth = 0, repeats?: boolean): (() => void) & { run: ReturnType<typeof vi.fn> } => {
  const run = vi.fn();
  const end = addKeys(() => [{ keys, label: keys, group: 'test', repeats, run }], depth);
  ends.push(end);
  return Object.assign(end, { run });
};

describe('keys in force', () => {
  it('go to the part of the window that set them last', () => {
    const outer = bind('n');
    const inner = bind('n');
    expect(pressKey(down('n'))).toBe(true);
    expect([outer.run.mock.calls.length, inner.run.mock.calls.length]).toEqual([0, 1]);
  });

  it('are those of the part that came last, whichever changed last', () => {
    const [before, after] = [vi.fn(), vi.fn()];
    let run = before;
    ends.push(addKeys(() => [{ keys: 'n', label: 'n', group: 'test', run }], 0));
    const inner = bind('n');
    run = after;
    pressKey(down('n'));
    inner();
    pressKey(down('n'));
    expect([inner.run, before, after].map(({ mock }) => mock.calls.length)).toEqual([1, 0, 1]);
  });

  it('act once while a key is held, and take it all the same; steps go on', () => {
    const [act, step] = [bind('Delete'), bind('ArrowRight', 0, true)];
    const held = [down('Delete'), down('Delete', null, true), down('Delete', null, true), down('ArrowRight'), down('ArrowRight', null, true)];
    expect(held.map(pressKey)).toEqual([true, true, true, true, true]);
    expect(held.every((event) => vi.mocked(event.preventDefault).mock.calls.length === 1)).toBe(true);
    expect([act.run.mock.calls.length, step.run.mock.calls.length]).toEqual([1, 2]);
  });

  it('leave Enter and Space to a control in focus, and nothing else', () => {
    const all = ['Enter', 'Shift+Enter', ' ', 'Delete', 'n'].map((keys) => bind(keys));
    const controls = [{ tagName: 'BUTTON' }, { tagName: 'INPUT', type: 'checkbox' }, { tagName: 'SUMMARY' }];
    for (const control of controls) expect(['Enter', ' ', 'Delete', 'n'].map((key) => pressKey(down(key, control)))).toEqual([false, false, true, true]);
    expect(pressKey({ ...down('Enter', controls[0]), shiftKey: true })).toBe(false);
    expect(['Enter', ' ', 'n'].map((key) => pressKey(down(key, { tagName: 'SELECT' })))).toEqual([false, false, false]);
    expect(pressKey(down('Enter', { tagName: 'DIV' }))).toBe(true);
    expect(all.map(({ run }) => run.mock.calls.length)).toEqual([1, 0, 0, 3, 3]);
  });

  it('are silent while text is typed, but not on a tick box', () => {
    const { run } = bind('n');
    expect(pressKey(down('n', { tagName: 'INPUT', type: 'text' }))).toBe(false);
    expect(pressKey(down('n', { tagName: 'TEXTAREA' }))).toBe(false);
    expect(pressKey(down('n', { tagName: 'INPUT', type: 'checkbox' }))).toBe(true);
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('are silent under an open dialogue, whose own are heard, and come back after it', () => {
    const under = bind('n');
    const within = bind('n', 1);
    const close = openDialog();
    pressKey(down('n'));
    close();
    pressKey(down('n'));
    expect([under.run.mock.calls.length, within.run.mock.calls.length]).toEqual([1, 1]);
  });
});
