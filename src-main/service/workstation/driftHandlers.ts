import type { ResultOf } from '#shared/contract/contract.ts';
import type { Drift } from '#shared/contract/driftCommands.ts';
import { isDoubtful } from '#shared/evaluation/isDoubtful.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import type { ClassifierCard } from '#shared/models/modelCard.ts';
import { agreementCharts } from '../drift/agreementChart.ts';
import { caseAgreements } from '../drift/caseAgreement.ts';
import { colourChart, unlikeModel } from '../drift/colourChart.ts';
import { classifierInUse } from '../laboratoryModels.ts';
import { caseWithId, countInputOf } from './caseCount.ts';
import { installedCards } from './caseDocuments.ts';
import type { Feature, WorkstationContext } from './workstationContext.ts';

/** Whether machine and reviewers still agree as they did, and slides still look as they did. */
export const driftHandlers: Feature = (context) => ({
  'models.drift': (_, work) => driftOf(context, work),
  'models.driftOfCase': async ({ caseId }, work) => ({ ...ofCase(await driftOf(context, work), caseId), unlikeModel: await unlikeModelOfCase(context, caseId) }),
});

async function driftOf(context: WorkstationContext, work: WorkContext): Promise<Drift> {
  const { library } = context;
  const drawn = new Set(library.worklist.all().filter(({ isSample }) => isSample).map(({ caseId }) => caseId));
  const slides = library.slideColours.all().filter(({ caseId }) => !drawn.has(caseId));
  const agreement = agreementCharts(await caseAgreements(library, work));
  const card = await cardInUse(context);
  const charts = (['marrow', 'blood'] as const).map((specimen): Drift['colours'][number] => {
    const known = card?.knownColours?.find((each) => each.specimen === specimen);
    return { ...colourChart(slides, specimen), ...(card && known && { unlikeModel: unlikeModel(slides, known, card.name) }) };
  });
  return { agreement, colours: charts.filter((chart) => chart.slides > 0) };
}

/** The card of the classifier that names cells now; undefined where it can't be read: the list of models says so. */
const cardInUse = (context: WorkstationContext): Promise<ClassifierCard | undefined> => classifierInUse(context.library, context).then(({ card }) => card, (cause: unknown) => {
  if (cause instanceof MyeloscopeError) return undefined;
  throw cause;
});

/** Slides of a case unlike what the very classifier learnt from that the case was counted with. Glass is lit in as many ways as there are scanners: what a network names is nuclei. */
async function unlikeModelOfCase(context: WorkstationContext, caseId: number): Promise<ResultOf<'models.driftOfCase'>['unlikeModel']> {
  const { library } = context, { settings } = countInputOf(library, caseWithId(library, caseId));
  const hashes = new Set(settings.models.map(({ sha256 }) => sha256));
  const card = (await installedCards(context)).find((each) => each.kind === 'classifier' && hashes.has(each.sha256));
  const known = card?.kind === 'classifier' ? card.knownColours?.find(({ specimen }) => specimen === settings.kind) : undefined;
  if (!card || !known) return [];
  const { model, slides } = unlikeModel(library.slideColours.all().filter((slide) => slide.caseId === caseId), known, card.name);
  return slides.map(({ slide, colours }) => ({ model, slide, colours: colours.filter(({ name }) => name.startsWith('nucleus')) })).filter(({ colours }) => colours.length > 0);
}

function ofCase({ agreement, colours }: Drift, caseId: number): Omit<ResultOf<'models.driftOfCase'>, 'unlikeModel'> {
  return {
    agreement: agreement.flatMap(({ rows }) => rows.flatMap(({ watched, points }) => points.filter((point) => point.caseId === caseId && !point.isReference && isDoubtful(watched, point.state))
      .map(({ cells, hits, lower, upper, state }) => ({ watched, cells, hits, lower, upper, state })))),
    colours: colours.flatMap(({ rows }) => rows.flatMap(({ name, lower, upper, points }) => points.filter((point) => point.caseId === caseId && !point.isReference && point.state !== 'within')
      .map(({ slide, value, state }) => ({ slide, name, value, lower, upper, state })))),
  };
}
