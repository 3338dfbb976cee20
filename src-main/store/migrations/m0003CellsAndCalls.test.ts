import { expect, it } from 'vitest';
import { Connection } from '../connection.ts';
import { m0001CasesAndSlides } from './m0001CasesAndSlides.ts';
import { m0002Regions } from './m0002Regions.ts';
import { m0003CellsAndCalls } from './m0003CellsAndCalls.ts';
import { migrate } from './migrate.ts';

const machine = (id: number, code: string): string => `INSERT INTO calls (id, cellId, caller, code, forcedCode, probabilities, familiarity, modelVersion, calledAt)
  VALUES (${String(id)}, 1, 'machine', '${code}', '${code}', x'00000000', 1, 'm', '')`;
const reviewer = (id: number, code: string): string => `INSERT INTO calls (id, cellId, caller, code, reviewer, calledAt) VALUES (${String(id)}, 1, 'reviewer', '${code}', 'Dr A', '')`;

function library(): Connection {
  const connection = new Connection(':memory:');
  migrate(connection, [m0001CasesAndSlides, m0002Regions, m0003CellsAndCalls]);
  connection.script(`INSERT INTO cases VALUES (1, 'a', '{}', '{}', '');
    INSERT INTO slides (id, caseId, position, path, format, hash, widthPx, heightPx) VALUES (1, 1, 0, '/a', 'SVS', '${'0'.repeat(64)}', 9, 9);
    INSERT INTO regions (id, slideId, position, field, xPx, yPx, widthPx, heightPx) VALUES (1, 1, 0, 'a', 0, 0, 5, 5);
    INSERT INTO cells VALUES (1, 1, 0, 1, 1, 2, 2, 0.9);`);
  connection.script(machine(1, 'NGB'));
  return connection;
}

it('never changes a call and never takes one away', () => {
  const connection = library();
  expect(() => { connection.script("UPDATE calls SET code = 'NGS'"); }).toThrow('never changed');
  expect(() => { connection.script('DELETE FROM calls'); }).toThrow('never taken away');
  expect(connection.first('SELECT code FROM calls')).toEqual({ code: 'NGB' });
});

it('appends reviewers\' calls, and lets calls go with their case alone', () => {
  const connection = library();
  connection.script(reviewer(2, 'NGS'));
  connection.script(reviewer(3, 'NGB'));
  expect(connection.all('SELECT id FROM calls')).toHaveLength(3);
  connection.script('DELETE FROM cases');
  expect(connection.all('SELECT id FROM calls')).toHaveLength(0);
});

it('holds one machine call a cell, complete, and a name with each reviewer\'s', () => {
  const connection = library();
  expect(() => { connection.script(machine(2, 'NGS')); }).toThrow(/UNIQUE/);
  expect(() => { connection.script("INSERT INTO calls (cellId, caller, code, calledAt) VALUES (1, 'machine', 'NGS', '')"); }).toThrow(/constraint/);
  expect(() => { connection.script("INSERT INTO calls (cellId, caller, code, calledAt) VALUES (1, 'reviewer', 'NGS', '')"); }).toThrow(/constraint/);
});

it('finds the calls of a cell by an index', () => {
  const plan = library().all<{ detail: string }>('EXPLAIN QUERY PLAN SELECT max(id) FROM calls WHERE cellId = 1').map(({ detail }) => detail).join();
  expect(plan).toContain('callsByCell');
});
