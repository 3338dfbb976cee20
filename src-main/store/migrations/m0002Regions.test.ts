import { expect, it } from 'vitest';
import { Connection } from '../connection.ts';
import { m0001CasesAndSlides } from './m0001CasesAndSlides.ts';
import { m0002Regions } from './m0002Regions.ts';
import { migrate } from './migrate.ts';

function library(): Connection {
  const connection = new Connection(':memory:');
  migrate(connection, [m0001CasesAndSlides, m0002Regions]);
  connection.script(`INSERT INTO cases VALUES (1, 'a', '{}', '{}', '');
    INSERT INTO slides (id, caseId, position, path, format, hash, widthPx, heightPx) VALUES (1, 1, 0, '/a', 'SVS', '${'0'.repeat(64)}', 9, 9);
    INSERT INTO regions (id, slideId, position, field, xPx, yPx, widthPx, heightPx) VALUES (1, 1, 0, 'a', 0, 0, 5, 5);`);
  return connection;
}

it('leaves a new region waiting', () => {
  expect(library().first('SELECT state, problem FROM regions')).toEqual({ state: 'waiting', problem: null });
});

it('has a reason for every region set aside, and for no other', () => {
  const connection = library();
  expect(() => { connection.script("UPDATE regions SET state = 'failed'"); }).toThrow(/constraint/);
  expect(() => { connection.script("UPDATE regions SET problem = 'bad'"); }).toThrow(/constraint/);
  connection.script("UPDATE regions SET state = 'failed', problem = 'truncated'");
});

it('holds one region a place in the order, one choice a slide, and known verdicts', () => {
  const connection = library();
  expect(() => { connection.script("INSERT INTO regions (slideId, position, field, xPx, yPx, widthPx, heightPx) VALUES (1, 0, 'b', 0, 0, 5, 5)"); }).toThrow(/constraint/);
  expect(() => { connection.script("INSERT INTO regionChoices VALUES (1, 'perhaps', '[]', '{}', '')"); }).toThrow(/constraint/);
  connection.script("INSERT INTO regionChoices VALUES (1, 'smear', '[]', '{}', '')");
  expect(() => { connection.script("INSERT INTO regionChoices VALUES (1, 'smear', '[]', '{}', '')"); }).toThrow(/constraint/);
});

it('reads a slide\'s regions in order from an index', () => {
  const plan = library().all<{ detail: string }>('EXPLAIN QUERY PLAN SELECT * FROM regions WHERE slideId = 1 ORDER BY position').map(({ detail }) => detail).join();
  expect(plan).toContain('USING INDEX');
  expect(plan).not.toContain('TEMP B-TREE');
});
