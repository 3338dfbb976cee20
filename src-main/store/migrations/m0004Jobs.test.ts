import { expect, it } from 'vitest';
import { Connection } from '../connection.ts';
import { m0001CasesAndSlides } from './m0001CasesAndSlides.ts';
import { m0002Regions } from './m0002Regions.ts';
import { m0003CellsAndCalls } from './m0003CellsAndCalls.ts';
import { m0004Jobs } from './m0004Jobs.ts';
import { migrate } from './migrate.ts';

function library(): Connection {
  const connection = new Connection(':memory:');
  migrate(connection, [m0001CasesAndSlides, m0002Regions, m0003CellsAndCalls, m0004Jobs]);
  connection.script("INSERT INTO jobs (id, kind, subject, input, state, createdAt) VALUES (1, 'count', 's', '{}', 'queued', '')");
  return connection;
}
const another = "INSERT INTO jobs (kind, subject, input, state, createdAt) VALUES ('count', 's', '{}', 'queued', '')";

it('holds one unfinished job a subject, and any number of finished ones', () => {
  const connection = library();
  expect(() => { connection.script(another); }).toThrow(/UNIQUE/);
  connection.script("UPDATE jobs SET state = 'done'");
  connection.script(another);
});

it('is held by somebody exactly while it runs, and fails with a reason', () => {
  const connection = library();
  expect(() => { connection.script("UPDATE jobs SET state = 'running'"); }).toThrow(/constraint/);
  expect(() => { connection.script("UPDATE jobs SET token = 't'"); }).toThrow(/constraint/);
  expect(() => { connection.script("UPDATE jobs SET state = 'failed'"); }).toThrow(/constraint/);
  connection.script("UPDATE jobs SET state = 'running', token = 't'");
});
