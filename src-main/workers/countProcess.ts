// Counts one case for the service that forked this process; see `serveWork`.
import { runCountJob } from '#main/service/runCountJob.ts';
import { lowerPriority } from '#main/supervision/lowerPriority.ts';
import { parentChannel } from '#main/supervision/parentChannel.ts';
import { serveWork } from './serveWork.ts';

const channel = parentChannel();
if (!channel) throw new Error('countProcess is started by the service of Myeloscope, not by hand.');
// Reviewing must not wait for counting.
lowerPriority(process.pid);
serveWork(channel, (order, stop, report) => runCountJob(order, stop, report));
