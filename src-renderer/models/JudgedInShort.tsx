import type { ReactNode } from 'react';
import type { ShownPromotion } from '#shared/contract/modelCommands.ts';
import { modelTexts } from '../texts/models.ts';
import { writtenAtWork } from './StandingNotices.tsx';

const texts = modelTexts.judged;

/** How a model was judged when it was promoted, in a line or two: the verdict, what spoke against it and what may be chance. */
export function JudgedInShort({ promotion: { judged, wentBack } }: { readonly promotion: ShownPromotion }): ReactNode {
  if (wentBack) return null;
  if (!judged) return <span className="quiet">{texts.unjudged}</span>;
  const { judgement, beside, isBesideInUse } = judged, name = writtenAtWork(beside);
  const reasons = [...(judgement.verdict === 'cannotJudge' ? [judgement.why] : [...judgement.objections, ...judgement.suspicions ?? []]), ...(isBesideInUse ? [] : [texts.notThen])];
  return <><strong>{texts.short[judgement.verdict](name)}</strong>{reasons.length > 0 && `: ${reasons.join(' ')}`}</>;
}
