import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { BrowserWindow, Rectangle } from 'electron';
import * as v from 'valibot';
import { makeFolders } from '#main/files/makeFolders.ts';

const keptState = v.object({ x: v.number(), y: v.number(), width: v.number(), height: v.number(), isMaximized: v.boolean() });
export type WindowState = v.InferOutput<typeof keptState>;

const smallest = { width: 900, height: 600 };
const first = { width: 1500, height: 950 };

/** The state kept in a file, where it still lies on a screen; else a plain size that the system places. */
export function readWindowState(file: string, screens: readonly Rectangle[]): Partial<WindowState> {
  try {
    const state = v.parse(keptState, JSON.parse(readFileSync(file, 'utf8')));
    const { x, y } = state, width = Math.max(state.width, smallest.width), height = Math.max(state.height, smallest.height);
    const isSeen = screens.some((screen) => x + 100 < screen.x + screen.width && x + width > screen.x + 100 && y >= screen.y - 10 && y + 50 < screen.y + screen.height);
    const size = { width, height, isMaximized: state.isMaximized };
    return isSeen ? { ...state, ...size } : size;
  } catch {
    return first;
  }
}

/** Keeps where the window is when it closes. A state that can't be kept is no reason to say anything. */
export function keepWindowState(window: BrowserWindow, file: string): void {
  window.on('close', () => {
    // At once, because the program may end with its window; and plainly, because a state that is torn is read as none.
    try {
      makeFolders(path.dirname(file));
      writeFileSync(file, JSON.stringify({ ...window.getNormalBounds(), isMaximized: window.isMaximized() } satisfies WindowState));
    } catch {
      // The next window opens at the usual place.
    }
  });
}
