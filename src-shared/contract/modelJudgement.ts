import * as v from 'valibot';
import { instant } from './parts.ts';
import { candidateJudgement } from './trainingCommands.ts';

const identity = { name: v.string(), version: v.string(), sha256: v.string() };

/** A classifier as it names cells: with the local experts that decide in it. */
export const classifierAtWork = v.object({ ...identity, experts: v.array(v.object({ name: v.string(), sha256: v.string() })) });
export type ClassifierAtWork = v.InferOutput<typeof classifierAtWork>;

/** How a candidate was judged on cells kept apart from its training, beside which classifier. */
export const modelJudgement = v.object({ judgedAt: instant, beside: classifierAtWork, judgement: candidateJudgement });
export type ModelJudgement = v.InferOutput<typeof modelJudgement>;

/** The same beside what named cells at a moment: only where that is the very classifier it was compared with does the verdict speak of replacing it. */
export const standingJudgement = v.object({ ...modelJudgement.entries, isBesideInUse: v.boolean() });
export type StandingJudgement = v.InferOutput<typeof standingJudgement>;

/** Whether two are one and the same: classifier and experts, in whatever order they are listed. */
export function areSameAtWork(first: ClassifierAtWork, second: ClassifierAtWork): boolean {
  const hashes = ({ sha256, experts }: ClassifierAtWork): string => [sha256, ...experts.map((expert) => expert.sha256).sort()].join();
  return hashes(first) === hashes(second);
}
