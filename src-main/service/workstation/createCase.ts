import path from 'node:path';
import type { CountSettings } from '#shared/cases/countSettings.ts';
import type { ArgumentsOf, ResultOf } from '#shared/contract/contract.ts';
import { beginCase } from '#main/cases/beginCase.ts';
import { caseIdentity } from '#main/cases/caseIdentity.ts';
import { closeSmears, openSmears } from '#main/cases/openSmears.ts';
import { slideMark } from '#main/cases/slideMark.ts';
import { countingSeed } from '../countSmears.ts';
import { laboratorySettings } from './laboratorySettings.ts';
import type { CallContext, WorkstationContext } from './workstationContext.ts';

/**
 * Puts a case of these slides into the library and queues its count; what each slide is, is looked at first. The same slides
 * with the same settings are the case that is there already, which is left as it is. Throws what the slides' readers throw,
 * `bad-input` where a slide is given twice, `model-missing`.
 */
export async function createCase(context: WorkstationContext, given: ArgumentsOf<'cases.create'>, work: CallContext): Promise<ResultOf<'cases.create'>> {
  const { library, copies } = context;
  const letGo = copies.hold(given.paths);
  try {
    const made = await create(context, given, work);
    await copies.keep(library.slides.ofCase(made.caseId).map((slide) => slide.path));
    return made;
  } finally {
    await letGo();
  }
}

async function create({ library, counts, countingModels, emit }: WorkstationContext, given: ArgumentsOf<'cases.create'>, { signal, report }: CallContext): Promise<ResultOf<'cases.create'>> {
  const { specimen, target, micrometresPerPixel, fields, assignedTo } = given;
  const places = given.paths.map((place) => path.resolve(place));
  // Looked at before the content is read: what is written meanwhile is then seen as a change.
  const marks = await Promise.all(places.map((place) => slideMark(place)));
  const smears = await openSmears(places, { signal, report });
  try {
    report({ stage: 'Looking at what the models run on', done: 0, total: 0 });
    const settings: CountSettings = {
      formatVersion: 1, kind: specimen, seed: countingSeed, everywhere: false, ...(await countingModels()), ...(micrometresPerPixel !== undefined && { micrometresPerPixel }),
    };
    const identity = caseIdentity(smears.map(({ hash }) => hash), settings);
    const known = library.cases.find(identity);
    if (known) return { caseId: known.id, existed: true };
    const caseId = library.transaction(() => {
      const id = beginCase(library, smears, settings, JSON.stringify(fields), false);
      if (assignedTo !== undefined) library.worklist.assign(id, assignedTo);
      for (const slide of library.slides.ofCase(id)) library.slides.setFileMark(slide.id, marks[slide.position]);
      return id;
    });
    counts.add(identity, { paths: places, settings, target: target ?? laboratorySettings(library).targets[specimen], force: false });
    emit({ event: 'casesChanged' });
    return { caseId, existed: false };
  } finally {
    await closeSmears(smears);
  }
}
