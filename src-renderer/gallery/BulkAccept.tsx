import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { CaseDetail } from '#shared/contract/caseCommands.ts';
import type { CellActs } from '../cells/cellActs.ts';
import type { CellFilter } from '../cells/cellFilter.ts';
import { describeFilter } from '../cells/describeFilter.ts';
import type { ShownCells } from '../cells/useCaseCells.ts';
import { cellTexts } from '../texts/cells.ts';
import { commonTexts } from '../texts/common.ts';
import { galleryTexts } from '../texts/gallery.ts';
import { Button } from '../ui/Button.tsx';
import { ClassLetter } from '../ui/ClassLetter.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { sureCells } from './sureCells.ts';

const texts = galleryTexts.bulk;
const thresholdsPercent = [99, 98, 97, 95, 90, 85, 80, 70, 60, 50];
const firstThresholdPercent = 95;

export interface BulkAcceptProps {
  readonly detail: CaseDetail;
  readonly shown: ShownCells;
  readonly acts: CellActs;
  /** Among which cells it accepts: those that the screen shows. */
  readonly filter: CellFilter;
  readonly onClose: () => void;
}

/** Accepts in one act what the machine is sure of, having said among which cells, how many that are and how many of them it expects to be wrong. */
export function BulkAccept({ detail, shown: { columns, revision }, acts, filter, onClose }: BulkAcceptProps): ReactNode {
  const [percent, setPercent] = useState(firstThresholdPercent);
  const { ids, byClass, expectedWrong, left } = useMemo(() => { void revision; return sureCells(columns, filter, percent / 100); }, [columns, revision, filter, percent]);
  const among = describeFilter(filter, detail.slides);
  const accept = (): void => {
    void acts.acceptCells(ids);
    onClose();
  };
  return (
    <Dialog
      title={texts.title} width="wide" onClose={onClose}
      actions={<><Button onPress={onClose}>{commonTexts.cancel}</Button><Button kind="main" autoFocus isDisabled={ids.length === 0} onPress={accept}>{texts.accept(ids.length)}</Button></>}
    >
      <div className="bulkAccept">
        {among !== '' && <p>{texts.among} <strong>{among}</strong></p>}
        <label className="bulkThreshold">
          {texts.threshold}
          <select className="fieldControl" value={percent} onChange={(event) => { setPercent(Number(event.target.value)); }}>
            {thresholdsPercent.map((choice) => <option key={choice} value={choice}>{choice} %</option>)}
          </select>
        </label>
        <p role="status">
          {ids.length === 0 ? texts.noneSo : <><strong>{texts.found(ids.length, left)}</strong> {texts.wrong(expectedWrong, expectedWrong / ids.length)}</>}
        </p>
        {byClass.length > 0 && (
          <ul className="bulkClasses" aria-label={texts.byClass}>
            {byClass.map(({ code, count }) => <li key={code}><ClassLetter code={code} withName /> <span className="figures">{count.toLocaleString('en')}</span><span className="visuallyHidden">{cellTexts.cellsOf(count)}</span></li>)}
          </ul>
        )}
        <p className="quiet">{texts.calibration}</p>
      </div>
    </Dialog>
  );
}
