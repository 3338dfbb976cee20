// Runs one experiment for the service that forked this process; see `serveWork`.
import { runExperimentJob } from '#main/service/experiments/runExperimentJob.ts';
import { lowerPriority } from '#main/supervision/lowerPriority.ts';
import { parentChannel } from '#main/supervision/parentChannel.ts';
import { serveWork } from './serveWork.ts';

const channel = parentChannel();
if (!channel) throw new Error('experimentProcess is started by the service of Myeloscope, not by hand.');
// Reviewing must not wait for hours of searching.
lowerPriority(process.pid);
serveWork(channel, runExperimentJob);
