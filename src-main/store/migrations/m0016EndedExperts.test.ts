import { expect, it } from 'vitest';
import { Connection } from '../connection.ts';
import { m0016EndedExperts } from './m0016EndedExperts.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations.ts';

it('says of earlier promotions that they are not known to have ended an expert', () => {
  const connection = new Connection(':memory:');
  const before = migrations.findIndex(({ name }) => name === m0016EndedExperts.name);
  migrate(connection, migrations.slice(0, before));
  connection.script(`INSERT INTO modelPromotions (name, version, sha256, promotedBy, promotedAt, reason) VALUES ('ours', '1', '${'0'.repeat(64)}', 'Dr A', '2026-01-01T00:00:00.000Z', 'Our stain')`);
  migrate(connection, migrations.slice(0, before + 1));
  expect(connection.all('SELECT name, endedExperts FROM modelPromotions')).toEqual([{ name: 'ours', endedExperts: '[]' }]);
  connection.close();
});
