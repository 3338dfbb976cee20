import { expect, it } from 'vitest';
import { Connection } from '../connection.ts';
import { CaseRepository } from '../repositories/caseRepository.ts';
import { SlideRepository } from '../repositories/slideRepository.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations.ts';

function library(): Connection {
  const connection = new Connection(':memory:');
  migrate(connection, migrations);
  return connection;
}
const newCase = (identity: string) => ({ identity, settings: '{}', details: '{}', createdAt: '' });
const slideOf = (caseId: number) => ({ caseId, position: 0, path: '/a.tif', format: 'TIFF', hash: 'a'.repeat(64), widthPx: 1, heightPx: 1 });

it('gives the id of a case or slide that was taken away to no other', () => {
  const connection = library();
  const cases = new CaseRepository(connection);
  const slides = new SlideRepository(connection);
  cases.add(newCase('a'));
  const second = cases.add(newCase('b'));
  const slide = slides.add(slideOf(second));
  cases.remove(second);
  const third = cases.add(newCase('c'));
  expect(third).toBe(second + 1);
  expect(slides.add(slideOf(third))).toBe(slide + 1);
});

it('has one sample case at most', () => {
  const connection = library();
  const cases = new CaseRepository(connection);
  const [one, two] = [cases.add(newCase('a')), cases.add(newCase('b'))];
  connection.script(`INSERT INTO worklist (caseId, isSample) VALUES (${String(one)}, 1)`);
  expect(() => { connection.script(`INSERT INTO worklist (caseId, isSample) VALUES (${String(two)}, 1)`); }).toThrow(/UNIQUE/);
});

it('finds the newest job of a case without looking at the others', () => {
  const plan = library().all<{ detail: string }>("EXPLAIN QUERY PLAN SELECT max(id) FROM jobs WHERE kind = 'count' AND subject = 's'");
  expect(plan.map(({ detail }) => detail).join()).toContain('jobsBySubject (kind=? AND subject=?)');
});
