import { beforeEach, expect, it } from 'vitest';
import { Connection } from '../connection.ts';
import { m0011Trainings } from './m0011Trainings.ts';
import { m0001CasesAndSlides } from './m0001CasesAndSlides.ts';
import { migrate } from './migrate.ts';

let connection: Connection;
beforeEach(() => {
  connection = new Connection(':memory:');
  migrate(connection, [m0001CasesAndSlides, m0011Trainings]);
  connection.script("INSERT INTO cases (identity, settings, details, createdAt) VALUES ('a', '{}', '{}', '')");
});

it('lets no case change sides', () => {
  connection.script("INSERT INTO trainingSides VALUES ('a', 'heldOut', '')");
  expect(() => { connection.script("UPDATE trainingSides SET side = 'training'"); }).toThrow('never changes sides');
  expect(() => { connection.script('DELETE FROM trainingSides'); }).toThrow('never changes sides');
  expect(() => { connection.script("INSERT INTO trainingSides VALUES ('b', 'both', '')"); }).toThrow(/constraint/i);
});

it('keeps every word on leaving a case out, with a reason, as long as the case is there', () => {
  connection.script("INSERT INTO trainingExclusions (caseId, isExcluded, by, at, reason) VALUES (1, 1, 'Dr A', '', 'Badly stained')");
  expect(() => { connection.script("UPDATE trainingExclusions SET reason = 'none'"); }).toThrow('never changed');
  expect(() => { connection.script("INSERT INTO trainingExclusions (caseId, isExcluded, by, at, reason) VALUES (1, 0, 'Dr A', '', ' ')"); }).toThrow(/constraint/i);
  connection.script('DELETE FROM cases');
  expect(connection.all('SELECT * FROM trainingExclusions')).toEqual([]);
});
