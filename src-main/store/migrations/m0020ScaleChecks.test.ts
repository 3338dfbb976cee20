import { expect, it } from 'vitest';
import { Connection } from '../connection.ts';
import { m0020ScaleChecks } from './m0020ScaleChecks.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations.ts';

it('go with their slide', () => {
  const connection = new Connection(':memory:');
  migrate(connection, migrations.slice(0, migrations.indexOf(m0020ScaleChecks) + 1));
  connection.script(`
    INSERT INTO cases (id, identity, settings, details, createdAt) VALUES (1, 'a', '{}', '{}', '');
    INSERT INTO slides (id, caseId, position, path, hash, format, widthPx, heightPx) VALUES (7, 1, 0, '/a', '${'a'.repeat(64)}', 'SVS', 9, 9);
    INSERT INTO scaleChecks (slideId, saidBy, countedAt, micrometresPerPixel) VALUES (7, 'file', 0.44, 0.22);
    DELETE FROM cases;
  `);
  expect(connection.all('SELECT * FROM scaleChecks')).toEqual([]);
  connection.close();
});
