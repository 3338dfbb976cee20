import { expect, it } from 'vitest';
import { Connection } from '../connection.ts';
import { m0001CasesAndSlides } from './m0001CasesAndSlides.ts';
import { m0002Regions } from './m0002Regions.ts';
import { m0003CellsAndCalls } from './m0003CellsAndCalls.ts';
import { m0004Jobs } from './m0004Jobs.ts';
import { m0005Review } from './m0005Review.ts';
import { migrate } from './migrate.ts';

const act = (id: number, number: number, kind = 'call', ofAct: number | 'NULL' = 'NULL'): string =>
  `INSERT INTO reviewActs (id, caseId, reading, number, kind, by, at, detail, ofAct) VALUES (${String(id)}, 1, 'first', ${String(number)}, '${kind}', 'Dr A', '', '{}', ${String(ofAct)})`;

/** A case with one slide, and an act of each kind that leaves something of its own. */
function library(): Connection {
  const connection = new Connection(':memory:');
  migrate(connection, [m0001CasesAndSlides, m0002Regions, m0003CellsAndCalls, m0004Jobs, m0005Review]);
  connection.script(`INSERT INTO cases VALUES (1, 'a', '{}', '{}', '');
    INSERT INTO slides (id, caseId, position, path, format, hash, widthPx, heightPx) VALUES (1, 1, 0, '/a', 'SVS', '${'0'.repeat(64)}', 9, 9);
    ${act(1, 1)}; INSERT INTO reviewMarks VALUES (1, 7, 'NGB');
    ${act(2, 2, 'addCell')}; INSERT INTO addedCells VALUES (1, 2, 1, 0, 0, 5, 5); INSERT INTO reviewMarks VALUES (2, -1, 'LYT');
    ${act(3, 3, 'excludeArea')}; INSERT INTO excludedAreas VALUES (1, 3, 1, 'crushed'); INSERT INTO areaMarks VALUES (3, 1, 0, 0, 5, 5);
    INSERT INTO manualTallies VALUES (1, 1, 'Dr A', '', 'NGS', NULL);`);
  return connection;
}
const kept = ['reviewActs', 'reviewMarks', 'addedCells', 'excludedAreas', 'areaMarks', 'manualTallies'];
const countOf = (connection: Connection, table: string) => connection.first<{ count: number }>(`SELECT count(*) AS count FROM ${table}`)?.count;

it('never takes a row of the review away, but lets all go with their case', () => {
  const connection = library();
  for (const table of kept) {
    const before = countOf(connection, table);
    expect(() => { connection.script(`DELETE FROM ${table}`); }, table).toThrow('never taken away');
    expect(countOf(connection, table), table).toBe(before);
  }
  connection.script('DELETE FROM cases');
  for (const table of kept) expect(countOf(connection, table), table).toBe(0);
});

it('never changes a row of the review', () => {
  const connection = library();
  for (const change of ["reviewActs SET by = 'Dr B'", "reviewActs SET detail = '[]'", "reviewMarks SET code = 'LYT'", 'addedCells SET xPx = 1', "excludedAreas SET reason = ''", 'areaMarks SET xPx = 1', "manualTallies SET code = 'LYT'"]) {
    expect(() => { connection.script(`UPDATE ${change}`); }, change).toThrow('never changed');
  }
});

it('lets an act be undone, redone and lost, but not come back once lost', () => {
  const connection = library();
  const become = (state: string) => { connection.script(`UPDATE reviewActs SET state = '${state}' WHERE id = 1`); };
  expect(() => { become('lost'); }).toThrow('undone and redone');
  become('undone');
  become('standing');
  become('undone');
  become('lost');
  for (const state of ['standing', 'undone']) expect(() => { become(state); }, state).toThrow('undone and redone');
});

it('holds one act a number, undo with the act that it is of, a tally taken back once', () => {
  const connection = library();
  for (const wrong of [act(9, 3), act(9, 4, 'undo'), act(9, 4, 'call', 1), 'INSERT INTO reviewMarks VALUES (1, 0, NULL)', 'INSERT INTO areaMarks VALUES (1, 1, 0, NULL, 5, 5)']) {
    expect(() => { connection.script(wrong); }, wrong).toThrow(/constraint/);
  }
  connection.script(act(9, 4, 'undo', 1));
  const takeBack = "INSERT INTO manualTallies (caseId, by, at, code, removes) VALUES (1, 'Dr A', '', 'NGS', 1)";
  connection.script(takeBack);
  expect(() => { connection.script(takeBack); }).toThrow(/UNIQUE/);
});

it('finds what can be undone and the last mark of a cell by an index', () => {
  const connection = library();
  const plan = (query: string) => connection.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${query}`).map(({ detail }) => detail).join();
  expect(plan("SELECT max(id) FROM reviewActs WHERE caseId = 1 AND reading = 'first' AND state = 'standing' AND ofAct IS NULL")).toContain('actsThatCanBeUndone');
  expect(plan("SELECT min(id) FROM reviewActs WHERE caseId = 1 AND reading = 'first' AND state = 'undone'")).toContain('actsThatCanBeRedone');
  expect(plan('SELECT actId FROM reviewMarks WHERE cellId = 1 ORDER BY actId DESC')).toContain('marksByCell');
});
