import * as v from 'valibot';
import { id } from './parts.ts';
import { shownJob } from './jobCommands.ts';
import { reviewChange } from './reviewCommands.ts';

/** What the service tells every window, unasked. Events say what happened; a window that missed some asks again. */
export const serviceEvent = v.variant('event', [
  v.object({ event: v.literal('jobChanged'), job: shownJob }),
  /** A case's line, fields, slides or count are not what they were; its reviewing acts come as `reviewed`. */
  v.object({ event: v.literal('caseChanged'), caseId: id }),
  v.object({ event: v.literal('casesChanged') }),
  v.object({ event: v.literal('reviewed'), change: reviewChange }),
  v.object({ event: v.literal('settingsChanged') }),
  /** An experiment has come further, begun or ended. */
  v.object({ event: v.literal('experimentsChanged') }),
  /** A training came, went or went on; `hasEnded` where it works and waits no more. Progress comes at most once a second. */
  v.object({ event: v.literal('trainingChanged'), trainingId: id, hasEnded: v.boolean() }),
  /** Cases were left out of trainings, or taken in. */
  v.object({ event: v.literal('trainingSetChanged') }),
  /** A model came, went, or was promoted. */
  v.object({ event: v.literal('modelsChanged') }),
]);
export type ServiceEvent = v.InferOutput<typeof serviceEvent>;

/** What a shell tells its windows of the service itself. */
export const shellEvent = v.variant('shell', [
  v.object({ shell: v.literal('service'), state: v.picklist(['starting', 'running', 'down']), sentence: v.string() }),
  /** A person chose something from the native menu, or dropped or opened slides: paths on this machine. */
  v.object({ shell: v.literal('menu'), command: v.string() }),
  v.object({ shell: v.literal('openPaths'), paths: v.array(v.string()) }),
]);
export type ShellEvent = v.InferOutput<typeof shellEvent>;
