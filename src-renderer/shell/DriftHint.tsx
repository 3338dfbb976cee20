import { useState } from 'react';
import type { ReactNode } from 'react';
import { groupedBy } from '#shared/collections/groupedBy.ts';
import { useService } from '../bridge/useService.ts';
import { driftTexts } from '../texts/drift.ts';
import { Notice } from '../ui/Notice.tsx';

/** Says where a case lies outside what is usual: its slides' colours, or how far machine and reviewer agree. Until it is put away. */
export function DriftHint({ caseId }: { readonly caseId: number }): ReactNode {
  const [isPutAway, setPutAway] = useState(false);
  const { data } = useService('models.driftOfCase', { caseId });
  if (!data || isPutAway) return null;
  const slides = groupedBy(data.colours, ({ slide }) => slide);
  const sentences = [...data.unlikeModel.map(({ slide, model, colours }) => driftTexts.unlikeModel(slide, model, colours)), ...[...slides].map(([slide, names]) => driftTexts.slideOutside(slide, names)), ...data.agreement.map(({ watched, ...count }) => driftTexts.oneCase(watched, count))];
  if (sentences.length === 0) return null;
  return <div className="frameNotices"><Notice kind="warning" sentence={sentences.join(' ')} remedy={slides.size + data.unlikeModel.length > 0 ? driftTexts.slideRemedy : driftTexts.whatToDo} onDismiss={() => setPutAway(true)} /></div>;
}
