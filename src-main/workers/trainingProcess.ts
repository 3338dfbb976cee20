// Trains for the service that forked this process; see `serveWork`.
import { runTrainingJob } from '#main/service/fineTuning/runTrainingJob.ts';
import { lowerPriority } from '#main/supervision/lowerPriority.ts';
import { parentChannel } from '#main/supervision/parentChannel.ts';
import { serveWork } from './serveWork.ts';

const channel = parentChannel();
if (!channel) throw new Error('trainingProcess is started by the service of Myeloscope, not by hand.');
// Reviewing must not wait for learning.
lowerPriority(process.pid);
serveWork(channel, runTrainingJob);
