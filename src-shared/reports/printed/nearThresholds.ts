import { mostCellsToSettle } from '../../differential/decisionThresholds.ts';
import { printedToOneDecimal } from '../../differential/printedValue.ts';
import type { DifferentialDocument } from '../differentialDocument.ts';
import type { ReportTexts } from '../texts.ts';
import { wholeNumber } from './wholeNumber.ts';

/** A result that lies near a decision threshold, with what can be done about it. */
export interface NearThreshold {
  readonly key: string;
  readonly sentence: string;
  /** Classes whose cells decide it; where the machine's errors are a part of it, those without a name too, which may be of any class. */
  readonly classes: readonly string[];
  /** Counted cells still to find, and in all, that would settle it; absent where counting does not help, every cell is counted, or the machine's calls are, or may be, to be looked at first. */
  readonly toSettle?: { readonly more: number; readonly inAll: number };
}

type Threshold = DifferentialDocument['thresholds'][number];

/** The printed percentage of the classes a threshold watches. */
function shareOf(document: DifferentialDocument, threshold: Threshold, texts: ReportTexts): string {
  const { name, classes, count } = threshold;
  const row = [...document.rows, ...document.sums].find((candidate) => candidate.classes.length === classes.length && candidate.classes.every((code) => classes.includes(code)));
  const limits = document.thresholds.filter((other) => other.name === name).map(({ percent }) => percent);
  const percent = row?.printedPercent ?? printedToOneDecimal((100 * count) / document.counted, limits);
  return texts.near.share(name, percent.toFixed(1), wholeNumber(count), wholeNumber(document.counted));
}

/**
 * What stands near a threshold, in the order of the thresholds; empty where all are clear. Where the machine's own errors reach the
 * threshold, its calls are to be reviewed before anybody counts on: more cells are misread as these are. Thresholds of one result of
 * which that is to be said alike stand in one sentence. Pure.
 */
export function nearThresholds(document: DifferentialDocument, texts: ReportTexts): NearThreshold[] {
  const isPending = !document.machineErrors.known && document.machineErrors.source === texts.beingSimulated;
  const isForReview = ({ machineIntervalHolds }: Threshold): boolean => machineIntervalHolds === true && document.review.state !== 'reviewed';
  return document.thresholds.flatMap((threshold): NearThreshold[] => {
    const { name, classes, percent, state, side, cellsToSettle } = threshold;
    const share = shareOf(document, threshold, texts);
    const near = (sentence: string, more?: Partial<NearThreshold>): NearThreshold[] => [{ key: `${name} ${percent}`, sentence, classes, ...more }];
    if (isForReview(threshold)) {
      const alike = document.thresholds.filter((other) => isForReview(other) && other.name === name && other.state === state && other.classes.join() === classes.join());
      if (alike[0] !== threshold) return [];
      const hasUnnamed = document.unknown.cells > 0 && !classes.includes('UNK');
      const sentence = texts.near[state === 'clear' ? 'machineOnly' : 'machineToo'](share, texts.near.thresholds(alike.map((other) => String(other.percent))), texts.near.toReview(hasUnnamed));
      return near(sentence, hasUnnamed ? { classes: [...classes, 'UNK'] } : {});
    }
    if (state === 'clear') return [];
    if (side === 'at') return near(texts.near.at(share, String(percent)));
    if (cellsToSettle === undefined) return near(texts.near.beyond(share, String(percent), wholeNumber(mostCellsToSettle)));
    const more = cellsToSettle - document.counted;
    return near(texts.near.settle(share, String(percent), wholeNumber(more), wholeNumber(cellsToSettle)), isPending || document.target.everything ? {} : { toSettle: { more, inAll: cellsToSettle } });
  });
}
