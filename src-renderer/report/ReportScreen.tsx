import { useCallback, useState } from 'react';
import type { ReactNode } from 'react';
import { useService } from '../bridge/useService.ts';
import { Answer } from '../shell/Answer.tsx';
import type { CaseScreenProps } from '../shell/caseScreenProps.ts';
import { commonTexts } from '../texts/common.ts';
import { reportTexts } from '../texts/report.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { PdfPages } from './PdfPages.tsx';
import { ReportTextsForm } from './ReportTextsForm.tsx';
import { ReportTools } from './ReportTools.tsx';
import type { Paper } from './ReportTools.tsx';
import { SignedState } from './SignedState.tsx';
import { SigningState } from './SigningState.tsx';
import { useFieldSaver } from './useFieldSaver.ts';
import { useReportPages } from './useReportPages.ts';
import { VersionList } from './VersionList.tsx';
import styles from './ReportScreen.module.css';

/** The report: its pages as they print, beside the texts to write, what is left to settle, the signature and the versions. */
export function ReportScreen({ detail }: CaseScreenProps): ReactNode {
  const caseId = detail.summary.id;
  const report = useService('report.get', { caseId });
  const { saver, state } = useFieldSaver(detail);
  return <Answer of={report}>{({ versions, isOpen, mustSettle }) => <OpenReport {...{ detail, versions, isOpen, mustSettle, saver, saving: state }} />}</Answer>;
}

interface OpenReportProps extends Pick<CaseScreenProps, 'detail'> {
  readonly versions: Parameters<typeof VersionList>[0]['versions'];
  readonly isOpen: boolean;
  readonly mustSettle: readonly string[];
  readonly saver: Parameters<typeof ReportTextsForm>[0]['saver'];
  readonly saving: Parameters<typeof ReportTextsForm>[0]['state'];
}

function OpenReport({ detail, versions, isOpen, mustSettle, saver, saving }: OpenReportProps): ReactNode {
  const caseId = detail.summary.id;
  const settings = useService('settings.get', {}).data;
  const [chosenPaper, setPaper] = useState<Paper>();
  const [chosenVersion, setChosenVersion] = useState<number>();
  const [shownBytes, setShownBytes] = useState<Uint8Array>();
  const paper = chosenPaper ?? settings?.paper ?? 'a4';
  const latest = versions.at(-1)?.version;
  // What is shown unasked: the open report, or the last signature.
  const version = chosenVersion ?? (isOpen ? undefined : latest);
  const { pages, isFollowing, failure, retry } = useReportPages(caseId, version, paper, settings !== undefined);
  const onShown = useCallback((bytes: Uint8Array): void => { setShownBytes(bytes); }, []);

  const isLatest = version === (isOpen ? undefined : latest);
  const signature = versions.find((signed) => signed.version === version);
  const seen = version === undefined && !isFollowing && pages && shownBytes === pages.pdf.bytes ? pages.fingerprint : undefined;
  const isTampered = signature?.tampered !== undefined || failure?.code === 'store-damaged';
  return (
    <div className={styles.screen}>
      <h2 className="visuallyHidden">{reportTexts.title}</h2>
      <div className={styles.paper}>
        {failure && <Notice sentence={failure.sentence} remedy={failure.remedy} actions={isTampered ? undefined : <Button onPress={retry}>{commonTexts.tryAgain}</Button>} />}
        {!isLatest && <Notice kind="warning" sentence={reportTexts.versions.looking(version!)} actions={<Button onPress={() => { setChosenVersion(undefined); }}>{reportTexts.versions.toLatest}</Button>} />}
        <PdfPages bytes={failure && version !== undefined ? undefined : pages?.pdf.bytes} isFollowing={isFollowing} onShown={onShown}
          tools={<ReportTools caseId={caseId} version={version} paper={paper} onPaper={setPaper} beforeSaving={() => saver.flush()} />} />
      </div>
      <aside className={styles.beside} aria-label={reportTexts.beside}>
        {signature && <SignedState caseId={caseId} signature={signature} canAmend={!isOpen && isLatest} />}
        {isOpen && version === undefined && <SigningState {...{ detail, mustSettle, seen, saving }} isAmendment={versions.length > 0} onFlush={() => saver.flush()} />}
        {versions.length > 0 && <VersionList versions={versions} isOpen={isOpen} shown={version} onShow={(wanted) => { setChosenVersion(wanted === (isOpen ? undefined : latest) ? undefined : wanted ?? undefined); }} />}
        <ReportTextsForm saver={saver} state={saving} specimen={detail.summary.specimen} isReadOnly={!isOpen} />
      </aside>
    </div>
  );
}
