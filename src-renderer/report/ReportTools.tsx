import { useState } from 'react';
import type { ReactNode } from 'react';
import type { ArgumentsOf } from '#shared/contract/contract.ts';
import { callService } from '../bridge/serviceClient.ts';
import { saveToFile } from '../bridge/saveToFile.ts';
import { showFailure } from '../shell/failureLog.ts';
import { reportTexts } from '../texts/report.ts';
import { Button } from '../ui/Button.tsx';
import { ToolbarSeparator } from '../ui/Toolbar.tsx';

export type Paper = ArgumentsOf<'report.pdf'>['paper'];
type Format = ArgumentsOf<'report.export'>['format'];
const papers: readonly Paper[] = ['a4', 'letter'];
const formats: readonly Format[] = ['pdf', 'json', 'csv'];

interface ReportToolsProps {
  readonly caseId: number;
  /** The signed version that is shown; undefined for what stands now. */
  readonly version?: number;
  readonly paper: Paper;
  readonly onPaper: (paper: Paper) => void;
  /** Puts typed texts on disk, so that what is saved has them. */
  readonly beforeSaving: () => Promise<void>;
}

/** The paper the pages are made for, and the buttons that save the report. */
export function ReportTools({ caseId, version, paper, onPaper, beforeSaving }: ReportToolsProps): ReactNode {
  const [saving, setSaving] = useState<Format>();
  const [told, setTold] = useState<string>();
  const save = async (format: Format): Promise<void> => {
    setSaving(format);
    setTold(undefined);
    try {
      await beforeSaving();
      const { name, mimeType, bytes } = await callService('report.export', { caseId, version, format, paper });
      setTold(await saveToFile(name, mimeType, bytes));
    } catch (error) {
      showFailure(error);
    } finally {
      setSaving(undefined);
    }
  };
  return (
    <>
      {papers.map((each) => <Button key={each} isPressed={each === paper} aria-label={`${reportTexts.pages.paper} ${reportTexts.pages.papers[each]}`} onPress={() => { onPaper(each); }}>{reportTexts.pages.papers[each]}</Button>)}
      <ToolbarSeparator />
      {formats.map((format) => <Button key={format} isDisabled={saving !== undefined} onPress={() => { void save(format); }}>{saving === format ? reportTexts.exports.saving : reportTexts.exports[format]}</Button>)}
      <span role="status" className="quiet">{told}</span>
    </>
  );
}
