import * as v from 'valibot';
import type { Progress } from '#shared/jobs/progress.ts';
import type { WorkSignal } from '#shared/jobs/workSignal.ts';
import type { WorkOrder, WorkStop } from '#main/service/workerMessages.ts';
import { cancelWork, personActs, workOrder } from '#main/service/workerMessages.ts';
import { endWithParent } from '#main/supervision/endWithParent.ts';
import type { ParentChannel } from '#main/supervision/parentChannel.ts';
import { RightOfWay } from './rightOfWay.ts';

/** Works on the job of an order to its end, or until it is stopped. */
export type WorkOnJob = (order: WorkOrder, stop: WorkStop, report: (progress: Progress) => void) => Promise<void>;

/**
 * Works for the service at the other end of the channel: its first message is the order, and the process ends with the
 * work. Told to close, or left alone, it stops so that the work goes on at the next start.
 */
export function serveWork(channel: ParentChannel, workOn: WorkOnJob): void {
  const stopping = new AbortController(), rightOfWay = new RightOfWay();
  let isForLater = true;
  let working: Promise<void> | undefined;
  endWithParent(channel, async () => {
    stopping.abort();
    await working;
  });
  channel.onMessage((message) => {
    if (v.is(cancelWork, message)) {
      isForLater = false;
      stopping.abort();
      return;
    }
    if (v.is(v.object({ kind: v.literal(personActs.kind) }), message)) {
      rightOfWay.taken();
      return;
    }
    const order = v.safeParse(workOrder, message);
    if (!order.success || working) return;
    const signal: WorkSignal = { get aborted() { return stopping.signal.aborted; }, whenFree: () => rightOfWay.whenFree(() => stopping.signal.aborted) };
    const stop = { signal, isForLater: () => isForLater };
    working = workOn(order.output, stop, (progress) => { channel.send({ kind: 'workProgress', ...progress }); });
    working.then(() => process.exit(0), (cause: unknown) => {
      process.stderr.write(`${cause instanceof Error ? cause.message : String(cause)}\n`);
      process.exit(1);
    });
  });
}
