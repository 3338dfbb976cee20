import { createHash } from 'node:crypto';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { Connection } from '../connection.ts';
import { damagedStore } from '../storeError.ts';
import type { Migration } from './migration.ts';

/** "Myel" in the header of the file, so that another program's database is never taken for a library. */
const applicationId = 0x4d79656c;
const digestOf = ({ sql }: Migration): string => createHash('sha256').update(sql).digest('hex');

/**
 * Brings a library up to `steps`, all in one transaction, so that two processes can start on a new library at once.
 * Throws `store-newer` where the library holds steps this program does not know, or knows otherwise, and `store-damaged`
 * where the file is another program's database.
 */
export function migrate(connection: Connection, steps: readonly Migration[]): void {
  connection.transaction(() => {
    const marked = connection.pragma('application_id') as number;
    const tables = connection.first<{ count: number }>('SELECT count(*) AS count FROM sqlite_schema')?.count ?? 0;
    if (marked !== applicationId) {
      if (marked !== 0 || tables > 0) throw damagedStore(connection.path);
      connection.script(`PRAGMA application_id = ${String(applicationId)};
        CREATE TABLE migrations (position INTEGER PRIMARY KEY, name TEXT NOT NULL, digest TEXT NOT NULL, appliedAt TEXT NOT NULL) STRICT;`);
    }
    const applied = connection.all<{ name: string; digest: string }>('SELECT name, digest FROM migrations ORDER BY position');
    const foreign = applied.findIndex(({ name, digest }, index) => index >= steps.length || name !== steps[index].name || digest !== digestOf(steps[index]));
    if (foreign >= 0) {
      const why = foreign >= steps.length ? 'a newer version' : 'another version';
      throw new MyeloscopeError('store-newer', `The library ${connection.path} was made by ${why} of Myeloscope (it holds "${applied[foreign].name}").`, 'Use that version, or choose another place with --library. Nothing was changed in it.');
    }
    for (const [index, step] of steps.entries()) {
      if (index < applied.length) continue;
      connection.script(step.sql);
      connection.write('INSERT INTO migrations VALUES (?, ?, ?, ?)', index, step.name, digestOf(step), new Date().toISOString());
    }
  });
}
