import type { Migration } from './migration.ts';

/**
 * Cells and counts may bear a laboratory's own classes from here on (decision 0020). No table changes; but a version that does not
 * know these classes would take such cells for removed ones, so it has to refuse the library.
 */
export const m0018OwnClasses: Migration = {
  name: '0018-own-classes',
  sql: '-- Only its number tells.',
};
