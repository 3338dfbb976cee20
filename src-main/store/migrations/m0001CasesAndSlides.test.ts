import { expect, it } from 'vitest';
import { Connection } from '../connection.ts';
import { m0001CasesAndSlides } from './m0001CasesAndSlides.ts';
import { migrate } from './migrate.ts';

function library(): Connection {
  const connection = new Connection(':memory:');
  migrate(connection, [m0001CasesAndSlides]);
  connection.script("INSERT INTO cases VALUES (1, 'a', '{}', '{}', '2026-01-01')");
  return connection;
}
const slide = (changes: Record<string, unknown> = {}): string => {
  const row = { id: 1, caseId: 1, position: 0, path: "'/a.svs'", format: "'SVS'", hash: `'${'0'.repeat(64)}'`, widthPx: 10, heightPx: 10, micrometresPerPixel: 'NULL', scaleOrigin: 'NULL', ...changes };
  return `INSERT INTO slides (${Object.keys(row).join(',')}) VALUES (${Object.values(row).join(',')})`;
};

it('holds a case and its slides, and takes them away together', () => {
  const connection = library();
  connection.script(slide());
  connection.script('DELETE FROM cases');
  expect(connection.all('SELECT * FROM slides')).toEqual([]);
});

it('refuses what can be no slide', () => {
  const connection = library();
  for (const wrong of [{ caseId: 2 }, { hash: "'abc'" }, { widthPx: 0 }, { micrometresPerPixel: 0.1 }, { scaleOrigin: "'file'" }, { micrometresPerPixel: -1, scaleOrigin: "'file'" }, { micrometresPerPixel: 1, scaleOrigin: "'guess'" }]) {
    expect(() => { connection.script(slide(wrong)); }, JSON.stringify(wrong)).toThrow(/constraint/);
  }
});

it('refuses settings that are not JSON, and the same case twice', () => {
  const connection = library();
  expect(() => { connection.script("INSERT INTO cases VALUES (2, 'b', 'x', '{}', '')"); }).toThrow(/constraint/);
  expect(() => { connection.script("INSERT INTO cases VALUES (2, 'a', '{}', '{}', '')"); }).toThrow(/constraint/);
});

it('finds slides by their path without reading all of them', () => {
  const plan = library().all<{ detail: string }>("EXPLAIN QUERY PLAN SELECT * FROM slides WHERE path = '/a'");
  expect(plan.map(({ detail }) => detail).join()).toContain('slidesByPath');
});
