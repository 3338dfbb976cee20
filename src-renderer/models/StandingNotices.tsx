import type { ReactNode } from 'react';
import type { ClassifierStanding } from '#shared/contract/modelCommands.ts';
import type { ClassifierAtWork, ModelJudgement } from '#shared/contract/modelJudgement.ts';
import { writtenMoment } from '../texts/writtenMoment.ts';
import { modelTexts } from '../texts/models.ts';
import { Notice } from '../ui/Notice.tsx';

const texts = modelTexts.judged;

/** A classifier with the experts that decide in it, in words. */
export const writtenAtWork = ({ name, version, experts }: ClassifierAtWork): string => texts.withExperts(`${name} ${version}`, experts.map((expert) => expert.name));

/** When it was judged, and beside what. */
export const writtenComparison = ({ judgedAt, beside, judgement }: ModelJudgement): string => (judgement.agreement === undefined ? texts.besideNothing(writtenMoment(judgedAt)) : texts.beside(writtenMoment(judgedAt), writtenAtWork(beside)));

/** Whether the verdict speaks for letting it take the place of what names cells now. */
export const isJudgedBetter = ({ judged }: ClassifierStanding): boolean => judged !== undefined && judged.isBesideInUse && judged.judgement.verdict === 'better';

/** What of a classifier's judgement does not hold for promoting it now: it was never judged, or beside another than names cells now. */
export function StandingNotices({ standing: { judged, inUse }, otherRemedy = texts.otherRemedy }: { readonly standing: ClassifierStanding; /** What to do where another names cells now. */ readonly otherRemedy?: string }): ReactNode {
  if (judged?.judgement.agreement === undefined) return <Notice kind="warning" sentence={texts.never} remedy={texts.neverRemedy} />;
  if (judged.isBesideInUse) return null;
  const beside = writtenAtWork(judged.beside);
  return <Notice kind="warning" sentence={inUse ? texts.otherInUse(beside, writtenAtWork(inUse)) : texts.otherInUseUnread(beside)} remedy={otherRemedy} />;
}
