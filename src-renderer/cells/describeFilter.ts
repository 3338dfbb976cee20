import type { SlideSummary } from '#shared/contract/caseCommands.ts';
import { cellTexts } from '../texts/cells.ts';
import { classBook } from '../ui/classBook.ts';
import type { CellFilter } from './cellFilter.ts';

/** What a filter shows, in words: "two.tif; Lymphocyte, Monocyte; not reviewed". Empty where it hides nothing of the count. */
export function describeFilter({ slide, lineages, classes, states, confidence: [lowest, highest] }: CellFilter, slides: readonly Pick<SlideSummary, 'position' | 'name'>[]): string {
  const parts = [
    slide === undefined ? [] : slides.filter(({ position }) => position === slide).map(({ name }) => name),
    lineages?.map((lineage) => cellTexts.lineages[lineage]) ?? [],
    classes?.map((code) => classBook().nameOf(code)) ?? [],
    states?.map((state) => cellTexts.states[state].toLowerCase()) ?? [],
    lowest > 0 || highest < 1 ? [cellTexts.filter.between(lowest, highest)] : [],
  ];
  return parts.filter((part) => part.length > 0).map((part) => part.join(', ')).join('; ');
}
