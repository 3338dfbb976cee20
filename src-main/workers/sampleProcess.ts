// Draws the sample smear, or the reference pictures, for the service that forked this process, which sends an order as the first message.
import * as v from 'valibot';
import type { WorkContext } from '#shared/jobs/progress.ts';
import { lowerPriority } from '#main/supervision/lowerPriority.ts';
import { endWithParent } from '#main/supervision/endWithParent.ts';
import { parentChannel } from '#main/supervision/parentChannel.ts';
import { drawReferences } from '#main/service/drawReferences.ts';
import { drawingOrder, drawSampleSmear } from '#main/service/drawSampleSmear.ts';

const channel = parentChannel();
if (!channel) throw new Error('sampleProcess is started by the service of Myeloscope, not by hand.');
lowerPriority(process.pid);
const stopping = new AbortController();
let drawing: Promise<void> | undefined;
endWithParent(channel, async () => {
  stopping.abort();
  await drawing?.catch(() => undefined);
});
channel.onMessage((message) => {
  const order = v.safeParse(drawingOrder, message);
  if (!order.success || drawing) return;
  const context: WorkContext = { signal: stopping.signal, report: (progress) => { channel.send({ kind: 'workProgress', ...progress }); } };
  drawing = 'smear' in order.output ? drawSampleSmear(order.output.smear, context) : drawReferences(order.output.references, context);
  drawing.then(() => process.exit(0), (cause: unknown) => {
    process.stderr.write(`${cause instanceof Error ? cause.message : String(cause)}\n`);
    process.exit(1);
  });
});
