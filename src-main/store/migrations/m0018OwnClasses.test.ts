import { expect, it } from 'vitest';
import { Connection } from '../connection.ts';
import { m0018OwnClasses } from './m0018OwnClasses.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations.ts';

const earlier = migrations.findIndex(({ name }) => name === m0018OwnClasses.name);
const contentOf = (connection: Connection) => ({
  tables: connection.all('SELECT name, sql FROM sqlite_schema ORDER BY name'), cases: connection.all('SELECT * FROM cases'), steps: connection.all('SELECT name FROM migrations ORDER BY position'),
});

it('keeps a library from a version that does not know own classes, and changes nothing in it', () => {
  expect(earlier).toBe(17);
  const connection = new Connection(':memory:');
  migrate(connection, migrations.slice(0, earlier));
  connection.script("INSERT INTO cases (identity, settings, details, createdAt) VALUES ('one', '{}', '{}', '2026-01-01T00:00:00.000Z')");
  const before = contentOf(connection);
  migrate(connection, migrations.slice(0, earlier + 1));
  const after = contentOf(connection);
  expect(after).toEqual({ ...before, steps: [...before.steps, { name: m0018OwnClasses.name }] });
  // As the version before this step opens it.
  expect(() => { migrate(connection, migrations.slice(0, earlier)); }).toThrow(expect.objectContaining({ code: 'store-newer', message: expect.stringContaining('a newer version') as string }));
  expect(contentOf(connection)).toEqual(after);
  connection.close();
});
