import { memo } from 'react';
import type { ReactNode } from 'react';
import type { CellDetail } from '#shared/contract/cellCommands.ts';
import type { Reading } from '#shared/contract/parts.ts';
import { cellTexts } from '../texts/cells.ts';
import { useClassBook } from '../ui/classBook.ts';
import { ClassLetter } from '../ui/ClassLetter.tsx';
import './cells.css';
import { ReferencePictures } from './ReferencePictures.tsx';

/** How many cells of each class stand beside its probability. */
const referencesShown = 3;

interface MachineCallsProps extends Pick<CellDetail, 'best'> { readonly isCalibrated: boolean; readonly caseId: number; readonly reading: Reading }

/**
 * The machine's most probable classes, best first: a bar and a number each, with cells of that class beside it. Of a model that was never
 * calibrated only the order is shown: its numbers mean nothing. Drawn again only for others.
 */
export const MachineCalls = memo(function MachineCalls({ best, isCalibrated, caseId, reading }: MachineCallsProps): ReactNode {
  const { nameOf } = useClassBook();
  return (
    <section aria-label={cellTexts.machineCalls}>
      <h3 className="cellPanelHeading">{cellTexts.machineCalls}</h3>
      {!isCalibrated && <p className="quiet">{cellTexts.uncalibrated}</p>}
      <ul className="machineCalls">
        {best.map(({ code, probability }) => (
          <li key={code}>
            <ClassLetter code={code} isMachineCall />
            <span className="machineCallName">{nameOf(code)}</span>
            {isCalibrated && <span className="machineCallNumber">{cellTexts.percent(probability)}</span>}
            {isCalibrated && <span className="machineCallBar" aria-hidden="true"><span style={{ inlineSize: `${100 * probability}%` }} /></span>}
            <ReferencePictures code={code} caseId={caseId} reading={reading} most={referencesShown} />
          </li>
        ))}
      </ul>
    </section>
  );
});
