import { expect, it } from 'vitest';
import { Connection } from '../connection.ts';
import { m0015ModelJudgements } from './m0015ModelJudgements.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations.ts';

it('keeps every judgement for good, and says of no earlier promotion that it was judged', () => {
  const connection = new Connection(':memory:');
  const before = migrations.findIndex(({ name }) => name === m0015ModelJudgements.name);
  migrate(connection, migrations.slice(0, before));
  connection.script(`INSERT INTO modelPromotions (name, version, sha256, promotedBy, promotedAt, reason) VALUES ('ours', '1', '${'0'.repeat(64)}', 'Dr A', '2026-01-01T00:00:00.000Z', 'Our stain')`);
  migrate(connection, migrations.slice(0, before + 1));
  expect(connection.all('SELECT name, judged FROM modelPromotions')).toEqual([{ name: 'ours', judged: null }]);
  connection.script(`INSERT INTO modelJudgements (name, sha256, judgement) VALUES ('ours', '${'0'.repeat(64)}', '{}')`);
  expect(() => { connection.script("UPDATE modelJudgements SET judgement = 'better'"); }).toThrow('never changed');
  expect(() => { connection.script('DELETE FROM modelJudgements'); }).toThrow('never taken away');
  connection.close();
});
