import { expect, it } from 'vitest';
import { Connection } from '../connection.ts';
import { m0017ModelRecords } from './m0017ModelRecords.ts';
import { migrate } from './migrate.ts';

it('keeps for good who did what with a model, and wants a name', () => {
  const connection = new Connection(':memory:');
  migrate(connection, [m0017ModelRecords]);
  const record = (deed: string, by: string) => `INSERT INTO modelRecords (deed, name, version, sha256, by, at) VALUES ('${deed}', 'ours', '1', '${'0'.repeat(64)}', '${by}', '2026-01-01T00:00:00.000Z')`;
  connection.script(record('deleted', 'Dr A'));
  expect(() => { connection.script(record('deleted', ' ')); }).toThrow(/constraint/i);
  expect(() => { connection.script(record('looked at', 'Dr A')); }).toThrow(/constraint/i);
  expect(() => { connection.script("UPDATE modelRecords SET by = 'nobody'"); }).toThrow('never changed');
  expect(() => { connection.script('DELETE FROM modelRecords'); }).toThrow('never taken away');
  expect(connection.all('SELECT deed, by FROM modelRecords')).toEqual([{ deed: 'deleted', by: 'Dr A' }]);
  connection.close();
});
