import * as v from 'valibot';
import type { CountModels } from '#main/service/countModels.ts';
import { cancelCount, countOrder } from '#main/service/countWorkerMessages.ts';
import type { ModelChoice } from '#main/service/modelChoice.ts';
import { runCountJob } from '#main/service/runCountJob.ts';
import { endWithParent } from '#main/supervision/endWithParent.ts';
import type { ParentChannel } from '#main/supervision/parentChannel.ts';

/**
 * Counts for the service at the other end of the channel: its first message is the order, and the process ends with the
 * count. Told to close, or left alone, it stops so that the count goes on at the next start. `load` is given by tests.
 */
export function serveCount(channel: ParentChannel, load?: (choice: ModelChoice) => Promise<CountModels>): void {
  const stopping = new AbortController();
  let isForLater = true;
  let counting: Promise<void> | undefined;
  endWithParent(channel, async () => {
    stopping.abort();
    await counting;
  });
  channel.onMessage((message) => {
    if (v.is(cancelCount, message)) {
      isForLater = false;
      stopping.abort();
      return;
    }
    const order = v.safeParse(countOrder, message);
    if (!order.success || counting) return;
    const stop = { signal: stopping.signal, isForLater: () => isForLater };
    counting = runCountJob(order.output, stop, (progress) => { channel.send({ kind: 'countProgress', ...progress }); }, load);
    counting.then(() => process.exit(0), (cause: unknown) => {
      process.stderr.write(`${cause instanceof Error ? cause.message : String(cause)}\n`);
      process.exit(1);
    });
  });
}
