import type { ModelJudgement } from '#shared/contract/modelJudgement.ts';
import { openLibrary } from '#main/store/library.ts';

/** A candidate that names EBP worse than what it was compared with. */
export const worseInEbp: Exclude<ModelJudgement['judgement'], { verdict: 'cannotJudge' }> = {
  verdict: 'worse', cells: 40, cases: 12, agreement: 0.95, objections: ['EBP is named worse: F1 0.60 instead of 0.80, on 20 cells.'],
  accuracy: { current: 0.8, candidate: 0.75, difference: { difference: -0.05, interval: [-0.1, 0.01] } },
  coverage: { current: 0.9, candidate: 0.85, difference: { difference: -0.05 } }, confidentErrors: { current: 0.1, candidate: 0.125, difference: { difference: 0.025 } },
  classes: [{ code: 'EBP', cells: 20, current: 0.8, candidate: 0.6, isWorse: true }],
};

/** Keeps how a model was judged in a library, as a training does at its end. */
export function keepJudged(libraryDirectory: string, model: { readonly name: string; readonly sha256: string }, beside: ModelJudgement['beside'], judgement: ModelJudgement['judgement'] = worseInEbp): void {
  const library = openLibrary(libraryDirectory);
  library.modelJudgements.add({ name: model.name, sha256: model.sha256, judgement: JSON.stringify({ judgedAt: '2026-01-02T03:04:05.000Z', beside, judgement }) });
  library.close();
}
