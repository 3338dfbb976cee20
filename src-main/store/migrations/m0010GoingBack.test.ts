import { expect, it } from 'vitest';
import { Connection } from '../connection.ts';
import { m0009ModelPromotions } from './m0009ModelPromotions.ts';
import { m0010GoingBack } from './m0010GoingBack.ts';
import { migrate } from './migrate.ts';

it('takes every promotion that was made before for a promotion', () => {
  const connection = new Connection(':memory:');
  migrate(connection, [m0009ModelPromotions]);
  connection.script(`INSERT INTO modelPromotions (name, version, sha256, promotedBy, promotedAt, reason) VALUES ('ours', '1', '${'0'.repeat(64)}', 'Dr A', '2026-01-01T00:00:00.000Z', 'Our stain')`);
  migrate(connection, [m0009ModelPromotions, m0010GoingBack]);
  expect(connection.all('SELECT name, wentBack FROM modelPromotions')).toEqual([{ name: 'ours', wentBack: 0 }]);
});
