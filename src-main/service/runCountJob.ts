import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { CountJobInput, CountSettings } from '#shared/cases/countSettings.ts';
import { askedOfMachine } from '#shared/cases/countSettings.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import type { CountContext } from '#main/cases/countCase.ts';
import { countCase } from '#main/cases/countCase.ts';
import type { OpenSmear } from '#main/cases/openSmears.ts';
import { closeSmears, openSmears, slideChanged } from '#main/cases/openSmears.ts';
import { slideMark } from '#main/cases/slideMark.ts';
import type { Library } from '#main/store/library.ts';
import { countableClasses } from './countableClasses.ts';
import { countJob } from './countJob.ts';
import type { CountModels } from './countModels.ts';
import { loadCountModels } from './countModels.ts';
import { schemeOf } from './countRequest.ts';
import { classifierAmong } from './laboratoryModels.ts';
import type { ModelChoice } from './modelChoice.ts';
import type { WorkOrder, WorkStop } from './workerMessages.ts';
import { workOnOrder } from './workOnOrder.ts';

/**
 * Counts for a job of the library until it is done, failed or stopped; how it ended stands in the job. For a process of its
 * own: the slides are opened and the models loaded within the job, so that what brings the process down is held against the
 * job. `load` is given by tests. Throws where the library can't be opened or written to.
 */
export async function runCountJob(
  order: WorkOrder, stop: WorkStop, report: NonNullable<WorkContext['report']>, load: (choice: ModelChoice) => Promise<CountModels> = loadCountModels,
): Promise<void> {
  await workOnOrder(order, stop, report, countJob, async (library, identity, input, context) => {
    const found = library.cases.find(identity);
    if (!found) throw new MyeloscopeError('cancelled', 'The case was taken away.');
    await countStoredCase(library, found.id, input, { ...order, ...context }, load);
  });
}

async function countStoredCase(
  library: Library, caseId: number, input: CountJobInput, context: CountContext & Pick<WorkOrder, 'libraryDirectory' | 'modelsDirectory'>, load: (choice: ModelChoice) => Promise<CountModels>,
): Promise<void> {
  const slides = library.slides.ofCase(caseId), { settings, force } = input;
  let smears: OpenSmear[] = [];
  let models: CountModels | undefined;
  try {
    // Looked at before the content is read: what is written meanwhile is then seen as a change.
    const marks = await Promise.all(slides.map((slide) => slideMark(slide.path)));
    smears = await openSmears(slides.map((slide) => slide.path), context);
    for (const [i, slide] of slides.entries()) {
      if (smears[i].hash !== slide.hash) throw slideChanged(slide.path);
      library.slides.setFileMark(slide.id, marks[i]);
    }
    context.report?.({ stage: 'Loading the models', done: 0, total: 0 });
    const { libraryDirectory, modelsDirectory } = context;
    models = await load({ provider: settings.provider, libraryDirectory, ...(modelsDirectory !== undefined && { modelsDirectory }), classifier: await classifierAmong(settings.models, libraryDirectory), experts: settings.models.map(({ sha256 }) => sha256) });
    mustBeTheModels(models, settings);
    await countCase(library, caseId, smears, models, { settings, target: askedOfMachine(input), force, countable: countableClasses(schemeOf({ scheme: settings.kind })) }, context);
  } finally {
    await closeSmears(smears);
    await models?.release();
  }
}

/** Calls of two models are never mixed in one count. */
function mustBeTheModels(models: CountModels, settings: CountSettings): void {
  const known = settings.models.map(({ sha256 }) => sha256).join();
  if (models.cards.map(({ sha256 }) => sha256).join() === known) return;
  const names = settings.models.map(({ name, version }) => `${name} ${version}`).join(', ');
  throw new MyeloscopeError('model-missing', `This case was begun with other models (${names}), which are not installed any more.`, 'Make a new case of these slides: it is counted with the models of today.');
}
