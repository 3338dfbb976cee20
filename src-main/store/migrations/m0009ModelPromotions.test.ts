import { expect, it } from 'vitest';
import { Connection } from '../connection.ts';
import { m0009ModelPromotions } from './m0009ModelPromotions.ts';
import { migrate } from './migrate.ts';

const promotion = (reason: string) => `INSERT INTO modelPromotions (name, version, sha256, promotedBy, promotedAt, reason) VALUES ('ours', '1', '${'0'.repeat(64)}', 'Dr A', '2026-01-01T00:00:00.000Z', '${reason}')`;

it('keeps every promotion as it was made, and wants a reason', () => {
  const connection = new Connection(':memory:');
  migrate(connection, [m0009ModelPromotions]);
  connection.script(promotion('Better on our stain'));
  expect(() => { connection.script(promotion('  ')); }).toThrow(/constraint/i);
  expect(() => { connection.script("UPDATE modelPromotions SET reason = 'none'"); }).toThrow('never changed');
  expect(() => { connection.script('DELETE FROM modelPromotions'); }).toThrow('never taken away');
  expect(connection.all('SELECT reason FROM modelPromotions')).toEqual([{ reason: 'Better on our stain' }]);
});
