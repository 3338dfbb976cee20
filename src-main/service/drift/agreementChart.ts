import type { AgreementRow, Drift } from '#shared/contract/driftCommands.ts';
import type { ChartCount } from '#shared/evaluation/controlChart.ts';
import { betweenCases, chartPoint, together } from '#shared/evaluation/controlChart.ts';
import { productClassCodes } from '#shared/taxonomy/cellClasses.ts';
import type { CaseAgreement } from './caseAgreement.ts';

/** From so many cases on the first ones are the reference; fewer say nothing of what is usual. */
export const neededCases = 6;
/** The reference: the first ten cases, or the first five until there are more. */
const referenceOf = (cases: number): number => (cases > 10 ? 10 : 5);
/** A slow change shows in several cases together before it shows in one. */
const recentCases = 5;
/** Of a class that the reference cases held fewer of, nothing is known to compare with. */
const fewestKnown = 10;

type Watched = AgreementRow['watched'];

/** A chart for each kind of specimen of which a case was reviewed: the two would each look like drift beside the other. */
export function agreementCharts(agreements: readonly CaseAgreement[]): Drift['agreement'] {
  return (['marrow', 'blood'] as const).flatMap((specimen) => agreementChart(agreements.filter((each) => each.specimen === specimen)) ?? []);
}

/** Whether machine and reviewers agree on new cases of one kind of specimen as they did on the first ones that were counted with the same models. */
function agreementChart(agreements: readonly CaseAgreement[]): Drift['agreement'][number] | undefined {
  const newest = agreements.at(-1);
  if (!newest) return undefined;
  const cases = agreements.filter(({ modelHashes }) => modelHashes === newest.modelHashes);
  const chart = { specimen: newest.specimen, models: newest.models, cases: cases.length, needed: neededCases, referenceCases: referenceOf(cases.length) };
  if (cases.length < neededCases) return { ...chart, rows: [] };
  const all: readonly Watched[] = ['all', 'unnamed', ...productClassCodes];
  return { ...chart, rows: all.flatMap((watched) => rowOf(watched, cases, chart.referenceCases)) };
}

function rowOf(watched: Watched, cases: readonly CaseAgreement[], referenceCases: number): AgreementRow[] {
  const counts = cases.map((agreement) => countOf(agreement, watched));
  const known = together(counts.slice(0, referenceCases)), recent = counts.slice(Math.max(referenceCases, counts.length - recentCases));
  if (known.cells < fewestKnown) return [];
  const between = betweenCases(counts.slice(0, referenceCases));
  return [{
    watched, known,
    points: cases.flatMap(({ caseId, createdAt }, i) => (counts[i].cells === 0 ? [] : [{ caseId, at: createdAt, isReference: i < referenceCases, ...chartPoint(referenceFor(i), counts[i], between * (1 + 1 / referenceCases)) }])),
    recent: { cases: recent.length, ...chartPoint(known, together(recent), between * (1 / Math.max(1, recent.length) + 1 / referenceCases)) },
  }];

  /** A case of the reference is compared with the others of it. */
  function referenceFor(i: number): ChartCount {
    return i < referenceCases ? together(counts.filter((_, other) => other < referenceCases && other !== i)) : known;
  }
}

function countOf({ byClass, unnamed }: CaseAgreement, watched: Watched): ChartCount {
  if (watched === 'unnamed') return unnamed;
  return watched === 'all' ? together([...byClass.values()]) : byClass.get(watched) ?? { cells: 0, hits: 0 };
}
