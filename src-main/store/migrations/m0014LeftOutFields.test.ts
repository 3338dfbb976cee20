import { expect, it } from 'vitest';
import { Connection } from '../connection.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations.ts';

it('takes the fields listed before for unreadable, and knows no other kinds', () => {
  const connection = new Connection(':memory:');
  const before = migrations.findIndex(({ name }) => name === '0014-left-out-fields');
  migrate(connection, migrations.slice(0, before));
  connection.script(`
    INSERT INTO cases (id, identity, settings, details, createdAt) VALUES (1, 'a', '{}', '{}', '');
    INSERT INTO slides (id, caseId, position, path, hash, format, widthPx, heightPx) VALUES (7, 1, 0, '/a', '${'a'.repeat(64)}', 'SVS', 9, 9);
    INSERT INTO fieldProblems (slideId, field, problem) VALUES (7, 'a.jpg', 'cut short');
  `);
  migrate(connection, migrations.slice(0, before + 1));
  expect(connection.all('SELECT field, kind FROM fieldProblems')).toEqual([{ field: 'a.jpg', kind: 'unreadable' }]);
  connection.script("INSERT INTO fieldProblems (slideId, field, problem, kind) VALUES (7, 'b.jpg', 'out of focus', 'notCounted')");
  expect(() => { connection.script("INSERT INTO fieldProblems (slideId, field, problem, kind) VALUES (7, 'c.jpg', 'x', 'other')"); }).toThrow(/CHECK/);
  connection.close();
});
