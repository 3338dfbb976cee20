import { useState } from 'react';
import type { ReactNode } from 'react';
import { useService } from '../bridge/useService.ts';
import { isComparisonOpen } from '../comparison/readingSteps.ts';
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

/** The report, which shows what the first reader or the consensus says: closed to a second reader until both have finished. */
export function ReportScreen(props: CaseScreenProps): ReactNode {
  if (props.reading === 'second' && !isComparisonOpen(props.detail.readings)) return <div className="screenMessage"><Notice kind="plain" sentence={reportTexts.blind} remedy={reportTexts.blindWay} /></div>;
  return <OpenReport {...props} />;
}

/** The report's pages as they print, beside the texts to write, what is left to settle, the signature and the versions. */
function OpenReport({ detail }: CaseScreenProps): ReactNode {
  const caseId = detail.summary.id;
  const settings = useService('settings.get', {}).data;
  const report = useService('report.get', { caseId }, { looksAtFiles: true });
  const { saver, state: saving } = useFieldSaver(detail);
  const [chosenPaper, setPaper] = useState<Paper>();
  const [chosenVersion, setChosenVersion] = useState<number>();
  const [shownBytes, setShownBytes] = useState<Uint8Array>();
  const [signedAnyway, setSignedAnyway] = useState<number>();

  // The case itself tells whether it is signed while the report, which takes longer, is still read.
  const isOpen = report.data?.isOpen ?? !detail.summary.isSigned;
  const versions = report.data?.versions ?? [];
  const latest = isOpen ? undefined : versions.at(-1)?.version;
  // What is shown unasked: the open report, or the last signature.
  const version = chosenVersion ?? latest;
  const paper = chosenPaper ?? settings?.paper ?? 'a4';
  const { pages, isFollowing, progress, failure, retry } = useReportPages(caseId, version, paper, settings !== undefined && (isOpen || latest !== undefined));

  const signature = versions.find((signed) => signed.version === version);
  const seen = version === undefined && !isFollowing && pages && shownBytes === pages.pdf.bytes ? pages.fingerprint : undefined;
  const show = (wanted: number | undefined): void => { setChosenVersion(wanted === latest ? undefined : wanted); };
  const tryAgain = (): void => { retry(); if (report.error) void report.refetch(); };
  const problem = failure ?? report.error;
  return (
    <div className={styles.screen}>
      <h2 className="visuallyHidden">{reportTexts.title}</h2>
      <div className={styles.paper}>
        {problem && <Notice sentence={problem.sentence} remedy={problem.remedy} actions={signature?.tampered === undefined && <Button onPress={tryAgain}>{commonTexts.tryAgain}</Button>} />}
        {signedAnyway !== undefined && signedAnyway === latest && <Notice kind="warning" sentence={reportTexts.sign.signedAnyway(signedAnyway)} remedy={reportTexts.sign.signedAnywayRemedy} onDismiss={() => { setSignedAnyway(undefined); }} />}
        {version !== latest && <Notice kind="warning" sentence={reportTexts.versions.looking(version!)} actions={<Button onPress={() => { show(latest); }}>{reportTexts.versions.toLatest}</Button>} />}
        <PdfPages bytes={failure && version !== undefined ? undefined : pages?.pdf.bytes} isFollowing={isFollowing} progress={progress} onShown={setShownBytes}
          tools={<ReportTools caseId={caseId} version={version} paper={paper} onPaper={setPaper} beforeSaving={() => saver.flush()} />} />
      </div>
      <aside className={styles.beside} aria-label={reportTexts.beside}>
        {signature && <SignedState caseId={caseId} signature={signature} canAmend={!isOpen && version === latest} />}
        {isOpen && version === undefined && <SigningState {...{ detail, seen, saving }} report={report.data} onFlush={() => saver.flush()} onSignedAnyway={setSignedAnyway} />}
        {versions.length > 0 && <VersionList versions={versions} isOpen={isOpen} shown={version} onShow={show} />}
        <ReportTextsForm saver={saver} state={saving} specimen={detail.summary.specimen} isReadOnly={!isOpen} />
      </aside>
    </div>
  );
}
