import path from 'node:path';
import type { WorkContext } from '#shared/jobs/progress.ts';
import type { ClassifierCard } from '#shared/models/modelCard.ts';
import { askOrder } from '../apart/askOrder.ts';
import type { ModelBuild } from './buildModel.ts';

/** The largest network takes seconds, on a slow disk a minute. */
const building = { entry: path.join(import.meta.dirname, 'buildModelProcess.ts'), patienceMs: 10 * 60_000, what: 'The building of the network', remedy: 'Try again when nothing else is at work.' };

/** Builds a network in a process of its own: see `buildModel`. Throws the same. It takes seconds and is not stopped: of a file that was being written a part would stay. */
export function buildModelApart(build: ModelBuild, report?: WorkContext['report']): Promise<ClassifierCard> {
  return askOrder<ClassifierCard>(building, build, { report });
}
