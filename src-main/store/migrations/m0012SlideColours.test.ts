import { expect, it } from 'vitest';
import { Connection } from '../connection.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations.ts';

it('goes with its slide', () => {
  const connection = new Connection(':memory:');
  migrate(connection, migrations);
  connection.script(`
    INSERT INTO cases (id, identity, settings, details, createdAt) VALUES (1, 'a', '{}', '{}', '');
    INSERT INTO slides (id, caseId, position, path, hash, format, widthPx, heightPx) VALUES (7, 1, 0, '/a', '${'a'.repeat(64)}', 'SVS', 9, 9);
    INSERT INTO slideColours (slideId, cells, sums) VALUES (7, 2, '[1,2]');
    DELETE FROM cases;
  `);
  expect(connection.all('SELECT * FROM slideColours')).toEqual([]);
  connection.close();
});
