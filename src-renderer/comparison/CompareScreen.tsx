import type { ReactNode } from 'react';
import type { CaseScreenProps } from '../shell/caseScreenProps.ts';
import { comparisonTexts as texts } from '../texts/comparison.ts';
import { BeginSecondReading } from './BeginSecondReading.tsx';
import { Comparison } from './Comparison.tsx';
import { ReadingCard } from './ReadingCard.tsx';
import { ReadingSteps } from './ReadingSteps.tsx';
import { isComparisonOpen, readingSteps, readingsOf } from './readingSteps.ts';
import styles from './CompareScreen.module.css';

/** Two readers of one case: who reads, how far they are, and, when both have finished, where they agree. */
export function CompareScreen({ detail }: CaseScreenProps): ReactNode {
  const { summary, readings } = detail;
  const caseId = summary.id;
  const { first, second, consensus } = readingsOf(readings);
  const { isSigned } = summary;
  const isCompared = isComparisonOpen(readings);
  const hasSecond = second?.reader !== undefined || second?.startedAt !== undefined;
  const hasConsensus = consensus?.reader !== undefined || consensus?.startedAt !== undefined;
  const waitsFor = [first, second].find((reading) => reading?.finishedAt === undefined)?.reader;
  return (
    <div className={styles.screen}>
      <h2 className="visuallyHidden">{texts.title}</h2>
      <ReadingSteps steps={readingSteps(readings)} />
      <div className={styles.cards}>
        <ReadingCard caseId={caseId} reading="first" summary={first} isClosed={isSigned || hasConsensus} />
        {hasSecond ? <ReadingCard caseId={caseId} reading="second" summary={second} isClosed={isSigned || hasConsensus} /> : !isSigned && <BeginSecondReading caseId={caseId} firstReader={first?.reader} />}
        {hasConsensus && <ReadingCard caseId={caseId} reading="consensus" summary={consensus} isClosed={isSigned} />}
      </div>
      {isCompared ? <Comparison detail={detail} /> : hasSecond && waitsFor !== undefined && <p className="quiet" role="status">{texts.doing.waitFor(waitsFor)}</p>}
    </div>
  );
}
