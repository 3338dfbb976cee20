import type { ResultOf } from '#shared/contract/contract.ts';
import type { Drift } from '#shared/contract/driftCommands.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import { agreementChart } from '../drift/agreementChart.ts';
import { caseAgreements } from '../drift/caseAgreement.ts';
import { colourChart } from '../drift/colourChart.ts';
import type { Feature, WorkstationContext } from './workstationContext.ts';

/** Whether machine and reviewers still agree as they did, and slides still look as they did. */
export const driftHandlers: Feature = (context) => ({
  'models.drift': (_, work) => driftOf(context, work),
  'models.driftOfCase': async ({ caseId }, work) => ofCase(await driftOf(context, work), caseId),
});

async function driftOf({ library }: Pick<WorkstationContext, 'library'>, work: WorkContext): Promise<Drift> {
  const drawn = new Set(library.worklist.all().filter(({ isSample }) => isSample).map(({ caseId }) => caseId));
  const slides = library.slideColours.all().filter(({ caseId }) => !drawn.has(caseId));
  const agreement = agreementChart(await caseAgreements(library, work));
  return { ...(agreement && { agreement }), colours: (['marrow', 'blood'] as const).map((specimen) => colourChart(slides, specimen)).filter(({ slides: known }) => known > 0) };
}

function ofCase({ agreement, colours }: Drift, caseId: number): ResultOf<'models.driftOfCase'> {
  return {
    agreement: (agreement?.rows ?? []).flatMap(({ watched, points }) => points.filter((point) => point.caseId === caseId && !point.isReference && isDoubtful(watched, point.state))
      .map(({ cells, hits, lower, upper, state }) => ({ watched, cells, hits, lower, upper, state }))),
    colours: colours.flatMap(({ rows }) => rows.flatMap(({ name, lower, upper, points }) => points.filter((point) => point.caseId === caseId && !point.isReference && point.state !== 'within')
      .map(({ slide, value, state }) => ({ slide, name, value, lower, upper, state })))),
  };
}

/** Agreeing more, or leaving less unnamed, is no reason to warn. */
const isDoubtful = (watched: string, state: string): boolean => state === (watched === 'unnamed' ? 'above' : 'below');
