import type { ResultOf } from '#shared/contract/contract.ts';
import { expertOffers } from '../experts/expertOffers.ts';
import { trainExpertApart } from '../experts/trainExpertApart.ts';
import { fewestOfAClass } from '../experts/trainExpertOn.ts';
import { libraryCells } from '../fineTuning/libraryCells.ts';
import { classifierInUse, installedModels } from '../laboratoryModels.ts';
import { laboratorySettings } from './laboratorySettings.ts';
import { mustBeUser } from './mustBeUser.ts';
import type { Feature, WorkstationContext } from './workstationContext.ts';

/** Local experts for the classifier that names cells now. */
export const expertHandlers: Feature = (context) => ({
  'models.experts': () => offersOf(context),
  'models.trainExpert': async ({ classes, by }, work) => {
    const { library, libraryDirectory, emit } = context;
    mustBeUser(library, by);
    const { classifier } = await offersOf(context);
    // One thread: whoever reviews or counts meanwhile has the others.
    const { gain, card } = await trainExpertApart({ classifier, classes, by, libraryDirectory, threads: 1, provider: laboratorySettings(library).provider }, work);
    if (card) emit({ event: 'modelsChanged' });
    const { cells, rightWithout, rightWith, mended, spoilt } = gain;
    return { cells, rightWithout, rightWith, mended, spoilt, ...(card && { name: card.name }) };
  },
});

async function offersOf(context: WorkstationContext): Promise<ResultOf<'models.experts'>> {
  const { library } = context, { card } = await classifierInUse(library, context), models = await installedModels(context);
  const { classifier, on, pairs } = expertOffers(card, models);
  const reviewed = new Map<string, number>();
  for (const { code } of libraryCells(library, card.classes).cases.flatMap(({ side, cells }) => (side === 'training' ? cells : []))) reviewed.set(code, (reviewed.get(code) ?? 0) + 1);
  return {
    classifier, ...(on !== undefined && { on }), needed: fewestOfAClass,
    pairs: pairs.map(({ classes: [a, b], expert, ...pair }) => ({ ...pair, classes: [a, b], ...(expert !== undefined && { expert }), reviewed: [reviewed.get(a) ?? 0, reviewed.get(b) ?? 0] })),
  };
}
