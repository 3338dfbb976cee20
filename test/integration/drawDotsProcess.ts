// The process that draws for the service, with a slide of dots for the sample smear: as `sampleProcess`, but done in a moment.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { parentChannel } from '#main/supervision/parentChannel.ts';
import { writeDotSlide } from './dotSlides.ts';

const channel = parentChannel()!;
channel.onMessage((message) => {
  const { smear } = message as { smear?: string };
  if (smear === undefined) return;
  channel.send({ kind: 'workProgress', stage: 'Drawing dots', done: 1, total: 2 });
  mkdirSync(path.dirname(smear), { recursive: true });
  void writeDotSlide(smear, 600, 1).then(() => process.exit(0));
});
