import type { ReactNode } from 'react';
import type { ArgumentsOf } from '#shared/contract/contract.ts';
import { pictureUrl } from '../bridge/serviceClient.ts';
import { useService } from '../bridge/useService.ts';
import { Answer } from '../shell/Answer.tsx';
import { useNavigation } from '../shell/navigation.ts';
import { trainingTexts } from '../texts/training.ts';
import { useClassBook } from '../ui/classBook.ts';
import { ClassLetter } from '../ui/ClassLetter.tsx';
import { Dialog } from '../ui/Dialog.tsx';

const texts = trainingTexts.cells;
/** As the classifier sees the cell. */
const spanUm = 22, sidePx = 128;

/** Which cells are meant, and what they are called in the window. */
export interface CellsBehind { readonly what: string; readonly wanted: ArgumentsOf<'training.cells'> }

/** The cells behind a number, as pictures; each opens on its slide. */
export function CellsDialog({ behind: { what, wanted }, onClose }: { readonly behind: CellsBehind; readonly onClose: () => void }): ReactNode {
  const cells = useService('training.cells', wanted);
  const { open } = useNavigation();
  const { nameOf, lettersOf } = useClassBook();
  return (
    <Dialog title={cells.data ? texts.title(cells.data.total, what) : what} width="wide" onClose={onClose}>
      <Answer of={cells}>{({ cells: shown, total }) => (
        <>
          {total === 0 && <p className="quiet">{texts.none}</p>}
          <ul className="cellPictures">
            {shown.map(({ caseId, cellId, code, by }) => (
              <li key={`${caseId} ${cellId}`}>
                <button type="button" aria-label={`${lettersOf(code)}: ${texts.describe(nameOf(code), by)}`} onClick={() => { onClose(); open({ screen: 'slide', caseId, cellId }); }}>
                  <img src={pictureUrl('pictures.cell', { caseId, cellId, spanUm, sidePx })} alt="" loading="lazy" />
                  <ClassLetter code={code} />
                </button>
              </li>
            ))}
          </ul>
          {shown.length < total && <p className="quiet">{texts.more(shown.length, total)}</p>}
        </>
      )}</Answer>
    </Dialog>
  );
}
