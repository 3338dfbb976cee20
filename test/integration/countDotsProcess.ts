// The process that counts for the service, with dots for cells: as `countProcess`, but for the models. MYELOSCOPE_TEST_PAUSE
// makes each region take that long (ms); MYELOSCOPE_TEST_DIE ends the process at the region of that number, as a crash would;
// MYELOSCOPE_TEST_DOUBTED is the name of a slide that is taken for no smear.
import path from 'node:path';
import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import { parentChannel } from '#main/supervision/parentChannel.ts';
import { runCountJob } from '#main/service/runCountJob.ts';
import { serveWork } from '#main/workers/serveWork.ts';
import { dotModels } from './dotSlides.ts';

const { MYELOSCOPE_TEST_PAUSE: pause = '0', MYELOSCOPE_TEST_DIE: dieAt = '0', MYELOSCOPE_TEST_DOUBTED: doubted = '' } = process.env;
serveWork(parentChannel()!, (order, stop, report) => runCountJob(order, stop, report, () => {
  const models = dotModels(Number(pause));
  let regions = 0;
  const classify = (crops: readonly RgbPicture[]) => {
    if (++regions === Number(dieAt)) process.kill(process.pid, 'SIGKILL');
    return models.classifier.classify(crops);
  };
  const chooseRegions: typeof models.chooseRegions = async (source, ...rest) => {
    const choice = await models.chooseRegions(source, ...rest);
    return path.basename(source.path) === doubted ? { ...choice, verdict: { kind: 'not-a-smear', reasons: ['it holds dots'] } } : choice;
  };
  return Promise.resolve({ ...models, chooseRegions, classifier: { ...models.classifier, classify } });
}));
