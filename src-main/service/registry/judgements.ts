import * as v from 'valibot';
import type { ClassifierAtWork, ModelJudgement, StandingJudgement } from '#shared/contract/modelJudgement.ts';
import { areSameAtWork, modelJudgement, standingJudgement } from '#shared/contract/modelJudgement.ts';
import type { ShownPromotion } from '#shared/contract/modelCommands.ts';
import type { CandidateJudgement } from '#shared/evaluation/judgeCandidate.ts';
import type { Library } from '#main/store/library.ts';
import { openLibrary } from '#main/store/library.ts';
import type { ModelPromotion } from '#main/store/repositories/modelPromotionRepository.ts';

/** Keeps how a candidate was judged with its hash, for good: it outlives the training, and is shown wherever the model can be promoted. */
export function keepJudgement(library: Library, { name, sha256 }: { readonly name: string; readonly sha256: string }, beside: ClassifierAtWork, judgement: CandidateJudgement): void {
  const kept = { judgedAt: new Date().toISOString(), beside, judgement };
  library.modelJudgements.add({ name, sha256, judgement: JSON.stringify(kept) });
}

/** The same in the library of a folder. */
export function keepJudgementIn(libraryDirectory: string, model: { readonly name: string; readonly sha256: string }, beside: ClassifierAtWork, judgement: CandidateJudgement): void {
  const library = openLibrary(libraryDirectory);
  try {
    keepJudgement(library, model, beside, judgement);
  } finally {
    library.close();
  }
}

/** How a model was judged last, and whether what it was compared with is what names cells now. Undefined where nobody judged it. */
export function judgementOf(library: Library, sha256: string, inUse: ClassifierAtWork | undefined): StandingJudgement | undefined {
  const stored = library.modelJudgements.newest(sha256);
  if (!stored) return undefined;
  const kept: ModelJudgement = v.parse(modelJudgement, JSON.parse(stored.judgement));
  return { ...kept, isBesideInUse: inUse !== undefined && areSameAtWork(kept.beside, inUse) };
}

/** A promotion as it is shown. */
export function shownPromotion({ judged, endedExperts, ...promotion }: ModelPromotion): ShownPromotion {
  return { ...promotion, endedExperts: v.parse(v.array(v.string()), JSON.parse(endedExperts)), ...(judged !== null && { judged: v.parse(standingJudgement, JSON.parse(judged)) }) };
}
