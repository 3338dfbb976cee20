import type { CommandName } from '#shared/contract/contract.ts';
import type { ShownJob } from '#shared/contract/jobCommands.ts';
import type { ServiceEvent } from '#shared/contract/events.ts';

/** Answers about a case that name a slide and not the case. */
const ofSlides = new Set<CommandName>(['slides.describe']);
/** Lists that hold a line of every case. */
const ofAllCases = new Set<CommandName>(['cases.list']);
/**
 * Answers that a reviewing act changes. Not `cells.ofCase` (the act's own change is applied to the columns that are shown, since
 * 100,000 cells are too much to ask for at every key) and not `review.state`, which comes with the act. `cells.get` is of one cell:
 * those of the others still hold, and stand ready for the next key.
 */
const afterReview = new Set<CommandName>(['cases.get', 'differential.get', 'report.get', 'report.pdf', 'report.fingerprint', 'readings.compare', 'cells.references']);
const ofSettings = new Set<CommandName>(['settings.get', 'settings.leftOut', 'differential.get', 'report.get', 'report.pdf', 'report.fingerprint', 'cases.list', 'cases.get']);

/** What tells of models, and of what is known of those a case was counted with. */
const ofModels = new Set<CommandName>(['models.list', 'models.card', 'models.experts', 'settings.about', 'training.set', 'training.choices', 'training.list', 'training.get', 'differential.get', 'report.get', 'report.pdf']);

/** What tells of reviewed cells that can be learnt from. */
const ofTrainingSet = new Set<CommandName>(['training.set', 'training.cells', 'training.choices']);

const hasEnded = ({ state }: ShownJob): boolean => state !== 'queued' && state !== 'running';

/** Whether an answer that is kept (`name` asked with `given`) may no longer hold after the event. */
export function isTouched(event: ServiceEvent, name: CommandName, given: Readonly<Record<string, unknown>>): boolean {
  switch (event.event) {
    case 'caseChanged': return given['caseId'] === event.caseId || ofSlides.has(name) || ofAllCases.has(name) || ofTrainingSet.has(name);
    case 'casesChanged': return ofAllCases.has(name) || ofTrainingSet.has(name);
    case 'modelsChanged': return ofModels.has(name);
    case 'trainingChanged': return name === 'training.list' || (name === 'training.get' && given['trainingId'] === event.trainingId) || (event.hasEnded && ofTrainingSet.has(name));
    case 'trainingSetChanged': return ofTrainingSet.has(name);
    case 'experimentsChanged': return name === 'experiments.list';
    case 'settingsChanged': return ofSettings.has(name);
    case 'jobChanged':
      // Progress is written into the answers that show it; the end of a count changes more than its job.
      return name === 'jobs.list' || (hasEnded(event.job) && (ofAllCases.has(name) || given['caseId'] === event.job.caseId));
    case 'reviewed':
      if (ofAllCases.has(name) || name === 'cells.references' || ofTrainingSet.has(name)) return true;
      if (ofSlides.has(name)) return event.change.areasChanged;
      if (name === 'cells.get') return given['caseId'] === event.change.caseId && event.change.changed.ids.includes(Number(given['cellId']));
      return afterReview.has(name) && given['caseId'] === event.change.caseId;
  }
}
