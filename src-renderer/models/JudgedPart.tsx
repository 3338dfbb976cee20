import type { ReactNode } from 'react';
import type { ClassifierStanding } from '#shared/contract/modelCommands.ts';
import { PartOfScreen } from '../differential/PartOfScreen.tsx';
import { modelTexts } from '../texts/models.ts';
import { JudgedVerdict } from './JudgedVerdict.tsx';
import { StandingNotices, writtenComparison } from './StandingNotices.tsx';

const texts = modelTexts.judged;

interface JudgedPartProps {
  readonly standing: ClassifierStanding;
  /** It names cells now: what it was compared with does so no more, and nothing is to be decided. */
  readonly isInUse: boolean;
}

/** How a classifier was judged before anybody let it name cells, and whether that still holds. Nothing of one in use that nobody judged: the shipped one is such. */
export function JudgedPart({ standing, isInUse }: JudgedPartProps): ReactNode {
  const { judged } = standing;
  if (!judged && isInUse) return null;
  return (
    <PartOfScreen title={texts.title}>
      <div className="modelFields">
        {!isInUse && <StandingNotices standing={standing} />}
        {judged && <><p>{writtenComparison(judged)}</p><JudgedVerdict judgement={judged.judgement} doesNotHold={!isInUse && !judged.isBesideInUse} /></>}
      </div>
    </PartOfScreen>
  );
}
