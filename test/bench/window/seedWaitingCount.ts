import type { CountSettings } from '#shared/cases/countSettings.ts';
import { beginCase } from '#main/cases/beginCase.ts';
import { closeSmears, openSmears } from '#main/cases/openSmears.ts';
import { slideMark } from '#main/cases/slideMark.ts';
import { queueJob } from '#main/jobs/queueJob.ts';
import { countJob } from '#main/service/countJob.ts';
import { findCountingModels } from '#main/service/workstation/countingModels.ts';
import type { Library } from '#main/store/library.ts';

/** More than a slide holds: the count lasts as long as the benchmark. */
const target = 50_000;

/** Puts a case into a library whose count waits for its turn: it begins with the service, in the process that always counts. Gives its id. */
export async function seedWaitingCount(library: Library, slide: string): Promise<number> {
  const settings: CountSettings = { formatVersion: 1, kind: 'blood', seed: 7, everywhere: false, ...(await findCountingModels({ provider: 'cpu' })) };
  const smears = await openSmears([slide], {});
  try {
    const caseId = beginCase(library, smears, settings, JSON.stringify({ patient: { name: 'Being counted' } }), false);
    for (const { id } of library.slides.ofCase(caseId)) library.slides.setFileMark(id, await slideMark(slide));
    queueJob(library, { kind: countJob.kind, subject: library.cases.get(caseId).identity, input: JSON.stringify({ settings, paths: [slide], target, force: true }) });
    return caseId;
  } finally {
    await closeSmears(smears);
  }
}
