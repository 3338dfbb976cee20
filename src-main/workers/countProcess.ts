// Counts one case for the service that forked this process; see `serveCount`.
import { lowerPriority } from '#main/supervision/lowerPriority.ts';
import { parentChannel } from '#main/supervision/parentChannel.ts';
import { serveCount } from './serveCount.ts';

const channel = parentChannel();
if (!channel) throw new Error('countProcess is started by the service of Myeloscope, not by hand.');
// Reviewing must not wait for counting.
lowerPriority(process.pid);
serveCount(channel);
