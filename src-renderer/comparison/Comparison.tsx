import { useCallback, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { CaseDetail } from '#shared/contract/caseCommands.ts';
import { useService, useServiceAct } from '../bridge/useService.ts';
import { useSession } from '../session/session.ts';
import { Answer } from '../shell/Answer.tsx';
import { showFailure } from '../shell/failureLog.ts';
import { comparisonTexts } from '../texts/comparison.ts';
import { Button } from '../ui/Button.tsx';
import { agreementCells, shownDiffering } from './agreementCells.ts';
import type { CallPair } from './agreementCells.ts';
import { AgreementTable } from './AgreementTable.tsx';
import { DifferingCells } from './DifferingCells.tsx';
import { KappaCard } from './KappaCard.tsx';
import { readingsOf } from './readingSteps.ts';
import { useConsensus } from './useConsensus.ts';
import styles from './CompareScreen.module.css';
import { useClassBook } from '../ui/classBook.ts';

const texts = comparisonTexts;

/** How far two finished readings agree, where they do not, and the consensus on it. */
export function Comparison({ detail: { summary, readings } }: { readonly detail: CaseDetail }): ReactNode {
  const caseId = summary.id;
  const comparison = useService('readings.compare', { caseId });
  const { refetch } = comparison;
  const { user } = useSession();
  const { nameOf } = useClassBook();
  const begin = useServiceAct('readings.begin');
  const [pair, setPair] = useState<CallPair>();
  const table = useMemo(() => comparison.data && agreementCells(comparison.data.table), [comparison.data]);
  const begun = readingsOf(readings).consensus;
  const hasBegun = begun?.reader !== undefined || begun?.startedAt !== undefined;
  const isOpen = hasBegun && begun?.finishedAt === undefined && !summary.isSigned;
  const consensus = useConsensus(caseId, { hasBegun, isOpen, settled: useCallback(() => refetch(), [refetch]) });
  return (
    <Answer of={comparison}>
      {({ readers, cells, byClass, byLineage, differing }) => {
        const shown = shownDiffering(differing, consensus.waiting, pair);
        const open = shownDiffering(differing, consensus.waiting, undefined).filter((cell) => cell.consensus === undefined).length;
        return (
          <>
            <div className={styles.cards}>
            <section className={styles.part} aria-label={texts.steps.compare}>
              <h3>{texts.steps.compare}</h3>
              <p className="quiet">{cells === 0 ? texts.compare.none : `${texts.compare.cells(cells)}. ${texts.compare.explain}`}</p>
              {cells > 0 && <div className={styles.cards}><KappaCard title={texts.compare.byClass} agreement={byClass} /><KappaCard title={texts.compare.byLineage} agreement={byLineage} /></div>}
            </section>
            {table && table.total > 0 && <section className={styles.part} aria-label={texts.table.title}><h3>{texts.table.title}</h3><AgreementTable cells={table} readers={readers} pair={pair} onPair={setPair} /></section>}
            </div>
            <section className={styles.part} aria-label={texts.differing.title}>
              <header className={styles.head}>
                <h3>{texts.differing.title}</h3>
                <p role="status">{differing.length === 0 ? texts.differing.none : open === 0 ? texts.differing.settled : texts.differing.left(open, differing.length)}</p>
                {pair && <Button kind="quiet" onPress={() => { setPair(undefined); }}>{`${texts.table.onlyPair(nameOf(pair.first), nameOf(pair.second))}. ${texts.table.allPairs}`}</Button>}
                {!hasBegun && differing.length > 0 && !summary.isSigned && <Button kind="main" isDisabled={begin.isPending} onPress={() => { begin.mutate({ caseId, reading: 'consensus', reader: user.name }, { onError: showFailure }); }}>{texts.differing.begin}</Button>}
              </header>
              {hasBegun && !isOpen && <p className="quiet">{texts.differing.finished}</p>}
              {differing.length > 0 && <DifferingCells caseId={caseId} cells={shown} readers={readers} isOpen={isOpen} onCall={consensus.call} />}
            </section>
          </>
        );
      }}
    </Answer>
  );
}
