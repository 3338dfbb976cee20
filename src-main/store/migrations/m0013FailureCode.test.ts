import { expect, it } from 'vitest';
import { Connection } from '../connection.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations.ts';

it('knows no code of a job that failed before codes were kept', () => {
  const connection = new Connection(':memory:');
  const before = migrations.findIndex(({ name }) => name === '0013-failure-code');
  migrate(connection, migrations.slice(0, before));
  connection.script("INSERT INTO jobs (kind, subject, input, state, reason, createdAt) VALUES ('count', 'a', '{}', 'failed', 'It did not go.', '')");
  migrate(connection, migrations.slice(0, before + 1));
  expect(connection.all('SELECT reason, failureCode FROM jobs')).toEqual([{ reason: 'It did not go.', failureCode: null }]);
  connection.close();
});
