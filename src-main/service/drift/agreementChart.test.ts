import { expect, it } from 'vitest';
import { seededRandom } from '#shared/random/seededRandom.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { agreementCharts } from './agreementChart.ts';
import type { CaseAgreement } from './caseAgreement.ts';

/** A case of 100 segmented neutrophils and 20 lymphocytes, of which the machine named so many as people did. */
function caseOf(caseId: number, ngs: number, { lyt = 19, unnamed = 5, hashes = 'a', specimen = 'marrow' as CaseAgreement['specimen'] } = {}): CaseAgreement {
  const byClass = new Map<ClassCode, { cells: number; hits: number }>([['NGS', { cells: 100, hits: ngs }], ['LYT', { cells: 20, hits: lyt }]]);
  return { caseId, createdAt: `2026-01-${String(caseId).padStart(2, '0')}`, specimen, models: 'cells 1', modelHashes: hashes, reviewed: 125, unnamed: { cells: 125, hits: unnamed }, byClass };
}
/** Of cases of one specimen. */
const agreementChart = (cases: readonly CaseAgreement[]) => agreementCharts(cases).at(0);
const usual = (count: number) => Array.from({ length: count }, (_, i) => caseOf(i + 1, [90, 88, 92, 91, 89][i % 5]));
const rowOf = (chart: ReturnType<typeof agreementChart>, watched: string) => chart!.rows.find((row) => row.watched === watched)!;

it('says nothing before there are enough cases, and nothing of none', () => {
  expect(agreementCharts([])).toEqual([]);
  expect(agreementChart(usual(5))).toMatchObject({ cases: 5, needed: 6, rows: [] });
});

it('leaves what is usual within its limits', () => {
  const chart = agreementChart(usual(14));
  expect(chart!.referenceCases).toBe(10);
  expect(chart!.rows.map(({ watched }) => watched)).toEqual(['all', 'unnamed', 'NGS', 'LYT']);
  for (const { points, recent } of chart!.rows) {
    expect(points.map(({ state }) => state)).toEqual(Array(14).fill('within'));
    expect(recent).toMatchObject({ cases: 4, state: 'within' });
  }
  expect(rowOf(chart, 'NGS').known).toEqual({ cells: 1000, hits: 900 });
});

it('finds the one case that is out, and the class that it is out in', () => {
  const chart = agreementChart([...usual(11), caseOf(12, 60)]);
  expect(rowOf(chart, 'NGS').points.map(({ state }) => state)).toEqual([...Array(11).fill('within') as string[], 'below']);
  expect(rowOf(chart, 'LYT').points.at(-1)!.state).toBe('within');
});

it('finds a slow fall in five cases together before any of them is out', () => {
  const chart = agreementChart([...usual(10), ...[11, 12, 13, 14, 15].map((caseId) => caseOf(caseId, 80))]);
  expect(rowOf(chart, 'NGS').points.every(({ state }) => state === 'within')).toBe(true);
  expect(rowOf(chart, 'NGS').recent).toMatchObject({ cases: 5, cells: 500, hits: 400, state: 'below' });
});

it('finds a machine that names less', () => {
  expect(rowOf(agreementChart([...usual(11), caseOf(12, 90, { unnamed: 40 })]), 'unnamed').points.at(-1)!.state).toBe('above');
});

it('begins anew with another model', () => {
  expect(agreementChart([...usual(12), caseOf(13, 60, { hashes: 'b' })])).toMatchObject({ cases: 1, rows: [] });
});

it('judges blood by blood and marrow by marrow', () => {
  // Ten cases of blood at 95 %, then marrow at 75 %: each as usual for it.
  const blood = Array.from({ length: 12 }, (_, i) => caseOf(i + 1, [95, 94, 96][i % 3], { specimen: 'blood' })), marrow = Array.from({ length: 12 }, (_, i) => caseOf(i + 13, [75, 74, 76][i % 3], { lyt: 15 }));
  const charts = agreementCharts([...blood, ...marrow]);
  expect(charts.map(({ specimen, cases }) => [specimen, cases])).toEqual([['marrow', 12], ['blood', 12]]);
  for (const { rows } of charts) for (const { points, recent } of rows) expect([...points, recent].map(({ state }) => state)).toEqual(Array(13).fill('within'));
  // Another model for marrow leaves the chart of blood as it is.
  expect(agreementCharts([...blood, ...marrow, caseOf(25, 90, { hashes: 'b' })]).map(({ specimen, cases }) => [specimen, cases])).toEqual([['marrow', 1], ['blood', 12]]);
});

it('hardly ever warns where cases differ by three points, and finds a fall of fifteen', () => {
  const random = seededRandom(7), normal = () => Math.sqrt(-2 * Math.log(1 - random.uniform())) * Math.cos(2 * Math.PI * random.uniform());
  const drawn = (caseId: number, usualShare: number) => {
    const share = Math.min(1, usualShare + 0.03 * normal());
    return caseOf(caseId, Array.from({ length: 100 }, () => random.uniform()).filter((place) => place < share).length);
  };
  let unchanged = 0, warned = 0, found = 0;
  const laboratories = 40;
  for (let laboratory = 0; laboratory < laboratories; laboratory++) {
    const before = Array.from({ length: 20 }, (_, i) => drawn(i + 1, 0.9)), after = Array.from({ length: 5 }, (_, i) => drawn(i + 21, 0.75));
    const points = rowOf(agreementChart(before), 'NGS').points.filter(({ isReference }) => !isReference);
    unchanged += points.length;
    warned += points.filter(({ state }) => state === 'below').length;
    const fallen = rowOf(agreementChart([...before, ...after]), 'NGS');
    found += Number(fallen.recent.state === 'below');
  }
  expect(warned / unchanged).toBeLessThan(0.03);
  expect(found).toBeGreaterThan(0.9 * laboratories);
});
