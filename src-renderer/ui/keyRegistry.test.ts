import { afterEach, describe, expect, it, vi } from 'vitest';
import { addKeys, openDialog, pressKey } from './keyRegistry.ts';

const ends: (() => void)[] = [];
afterEach(() => { for (const end of ends.splice(0)) end(); });

const down = (key: string, target: object | null = null): KeyboardEvent => ({
  key, target, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, defaultPrevented: false, isComposing: false, preventDefault: vi.fn(), stopPropagation: vi.fn(),
} as unknown as KeyboardEvent);
const bind = (keys: string, depth = 0): (() => void) & { run: ReturnType<typeof vi.fn> } => {
  const run = vi.fn();
  const end = addKeys([{ keys, label: keys, group: 'test', run }], depth);
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
