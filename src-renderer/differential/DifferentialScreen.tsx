import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { englishTexts } from '#shared/reports/texts.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { chooseCells } from '../cells/cellChoice.ts';
import { allCells } from '../cells/cellFilter.ts';
import type { CaseScreenProps } from '../shell/caseScreenProps.ts';
import { useNavigation } from '../shell/navigation.ts';
import { commonTexts } from '../texts/common.ts';
import { differentialTexts as texts } from '../texts/differential.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { differentialLines } from './differentialLines.ts';
import { DifferentialNotes } from './DifferentialNotes.tsx';
import { DifferentialTable } from './DifferentialTable.tsx';
import { ManualCounter } from './ManualCounter.tsx';
import { maturationGroups } from './maturationBars.ts';
import { MaturationHistogram } from './MaturationHistogram.tsx';
import { nearThresholds } from '#shared/reports/printed/nearThresholds.ts';
import { NearThresholds } from './NearThresholds.tsx';
import { awaitsMachineErrors } from './recountedDocument.ts';
import { slideShares } from './slideShares.ts';
import { SlideTable } from './SlideTable.tsx';
import { SummaryStrip } from './SummaryStrip.tsx';
import { useDifferential } from './useDifferential.ts';
import styles from './DifferentialScreen.module.css';

const sum = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((cells, count) => cells + count, 0);

/** The differential of a case: the table, M:E, machine against reviewed, what lies near a threshold, and the manual counter. */
export function DifferentialScreen({ detail, reading }: CaseScreenProps): ReactNode {
  const { summary } = detail;
  const { open } = useNavigation();
  const [showsCounter, setShowsCounter] = useState(false);
  const { shown, failure, retry } = useDifferential(detail, reading);
  const drawn = useMemo(() => shown && {
    lines: differentialLines(shown.reviewed, shown.machine, englishTexts), near: nearThresholds(shown.reviewed, englishTexts), groups: maturationGroups(shown.reviewed, shown.machine),
    shares: slideShares(shown.reviewed, [...shown.slides, ...(sum(shown.manual) > 0 ? [{ name: texts.slides.manual, counts: shown.manual }] : [])], shown.slides.length > 1 && sum(shown.manual) === 0 ? texts.slides.together : texts.slides.all),
  }, [shown]);

  if (!shown || !drawn) {
    return (
      <div className={styles.screen}>
        {failure ? <Notice sentence={failure.sentence} remedy={failure.remedy} actions={<Button onPress={retry}>{commonTexts.tryAgain}</Button>} /> : <p role="status">{texts.loading}</p>}
      </div>
    );
  }

  const openClasses = (classes: readonly ClassCode[]): void => {
    chooseCells(summary.id, { filter: { ...allCells, classes } });
    open({ screen: 'gallery', caseId: summary.id });
  };
  const { reviewed } = shown;
  // What is counted by eye belongs to the case: who reads a second time must see none of it.
  const countsByEye = reading !== 'second';
  const missing = reviewed.target.everything ? 0 : Math.max(0, reviewed.target.cells - reviewed.counted);
  return (
    <div className={styles.screen}>
      <h2 className="visuallyHidden">{texts.title}, {texts.readings[reading]}</h2>
      {failure && <Notice sentence={failure.sentence} remedy={failure.remedy} actions={<Button onPress={retry}>{commonTexts.tryAgain}</Button>} />}
      <div className={styles.head}>
        <SummaryStrip document={reviewed} ratio={drawn.lines.find(({ kind }) => kind === 'ratio')} cells={sum(reviewed.counts) - sum(shown.manual)} />
        {countsByEye && <Button isPressed={showsCounter} onPress={() => { setShowsCounter(!showsCounter); }}>{texts.manual.open}</Button>}
      </div>
      <NearThresholds detail={detail} reading={reading} near={drawn.near} missing={missing} isShareFull={shown.machine.counted >= reviewed.target.cells} onOpenClasses={openClasses} />
      {countsByEye && showsCounter && <ManualCounter detail={detail} />}
      <div className={styles.columns}>
        <div className={styles.tablePlace} tabIndex={0} role="group" aria-label={texts.title}>
          <DifferentialTable lines={drawn.lines} caption={texts.tableCaption(texts.readings[reading])} awaitsIntervals={awaitsMachineErrors(reviewed)} onOpenClasses={openClasses} />
        </div>
        <div className={styles.beside}>
          {drawn.groups.length > 0 && <MaturationHistogram groups={drawn.groups} />}
          <SlideTable shares={drawn.shares} />
          <DifferentialNotes document={reviewed} />
        </div>
      </div>
    </div>
  );
}
