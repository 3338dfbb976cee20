import { useLayoutEffect, useSyncExternalStore } from 'react';

/** What undo and redo act on, by button, key and menu. */
export interface UndoTarget {
  /** Whose acts these are, in words; left out where they are those of the reading that the case's bar names. */
  readonly name?: string;
  /** What each would do now, as a phrase; undefined where there is nothing to do, as far as the window has heard. */
  readonly undo: string | undefined;
  readonly redo: string | undefined;
  /** Finished or signed: nothing can be taken back. */
  readonly isClosed: boolean;
  readonly runUndo: () => void;
  readonly runRedo: () => void;
}

const targets: Partial<UndoTarget>[] = [];
const listeners = new Set<() => void>();
const tell = (): void => { for (const listener of listeners) listener(); };

/**
 * The screen in front says what undo and redo act on, as long as it is there: a whole target of its own, or what is different about the
 * acts of the reading. The one set last counts. Keep `target` the same object between renders (`useMemo`); undefined says nothing.
 */
export function useUndoTarget(target: Partial<UndoTarget> | undefined): void {
  useLayoutEffect(() => {
    if (!target) return undefined;
    targets.push(target);
    tell();
    return () => {
      targets.splice(targets.indexOf(target), 1);
      tell();
    };
  }, [target]);
}

/** What undo and redo act on now: the acts of the reading, or what the screen in front says instead. */
export function useTargetInFront(ofReading: UndoTarget): UndoTarget {
  const inFront = useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => { listeners.delete(listener); };
  }, () => targets.at(-1));
  return { ...ofReading, ...inFront };
}
