import { useSyncExternalStore } from 'react';
import type { Settings } from '#shared/contract/settingsCommands.ts';
import type { ClassBook } from '#shared/taxonomy/classBook.ts';
import { classBookOf, productClassBook } from '#shared/taxonomy/classBook.ts';

/**
 * What classes are called in the laboratory whose library is open. A window has one library, and thousands of letters of it stand
 * in a gallery: so it is kept here, and not asked for where each is drawn.
 */
let book = productClassBook, bookOf: string = JSON.stringify([]);
const listeners = new Set<() => void>();

/** The book as it is now: for what is no component, and whose words are made anew when they are needed. */
export const classBook = (): ClassBook => book;

/** Takes over the laboratory's own classes, as its settings have them. */
export function keepClassBook(own: Settings['ownClasses']): void {
  const kept = JSON.stringify(own);
  if (kept === bookOf) return;
  bookOf = kept;
  book = classBookOf(own);
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => { listeners.delete(listener); };
};

/** The book; what shows it is drawn anew when a class gets another name. */
export function useClassBook(): ClassBook {
  return useSyncExternalStore(subscribe, classBook);
}
