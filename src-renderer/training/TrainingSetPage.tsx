import { useState } from 'react';
import type { ReactNode } from 'react';
import type { TrainingSet } from '#shared/contract/trainingCommands.ts';
import { useService } from '../bridge/useService.ts';
import { Answer } from '../shell/Answer.tsx';
import { trainingTexts } from '../texts/training.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { CellsDialog } from './CellsDialog.tsx';
import type { CellsBehind } from './CellsDialog.tsx';
import { ExportCellsDialog } from './ExportCellsDialog.tsx';
import { LeftOutTable } from './LeftOutTable.tsx';
import { TrainingCaseTable } from './TrainingCaseTable.tsx';
import { TrainingClassTable } from './TrainingClassTable.tsx';

const texts = trainingTexts.setPage;

/** The reviewed cells of the library, as a training would use them now. A number shows its cells. */
export function TrainingSetPage(): ReactNode {
  const set = useService('training.set', {}, { looksAtFiles: true });
  return <Answer of={set}>{(answer) => <SetOf set={answer} />}</Answer>;
}

function SetOf({ set: { current, classes, cases, leftOut, cannotTrain, cannotJudge } }: { readonly set: TrainingSet }): ReactNode {
  const [shown, show] = useState<CellsBehind>();
  const [isExporting, setExporting] = useState(false);
  const hasCells = classes.length > 0;
  return (
    <>
      <header className="trainingHead">
        <h2>{texts.title}</h2>
        <Button isDisabled={!hasCells} onPress={() => setExporting(true)}>{texts.export}</Button>
      </header>
      <p className="quiet">{texts.hint} {texts.current(current.name, current.version)}</p>
      {cases.length === 0 ? <p>{texts.nothing}</p> : <>
        {cannotTrain !== undefined && <Notice kind="warning" sentence={cannotTrain} />}
        {cannotTrain === undefined && cannotJudge !== undefined && <Notice kind="warning" sentence={cannotJudge} />}
        <div className="trainingTables">
          {hasCells && <TrainingClassTable classes={classes} onShow={show} />}
          {leftOut.length > 0 && <LeftOutTable leftOut={leftOut} onShow={show} />}
        </div>
        <TrainingCaseTable cases={cases} onShow={show} />
        <p className="quiet">{texts.most}</p>
      </>}
      {shown && <CellsDialog behind={shown} onClose={() => show(undefined)} />}
      {isExporting && <ExportCellsDialog onClose={() => setExporting(false)} />}
    </>
  );
}
