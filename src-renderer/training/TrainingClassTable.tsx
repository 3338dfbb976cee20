import type { ReactNode } from 'react';
import type { TrainingSet } from '#shared/contract/trainingCommands.ts';
import { cellClass } from '#shared/taxonomy/cellClasses.ts';
import { trainingTexts } from '../texts/training.ts';
import { ClassLetter } from '../ui/ClassLetter.tsx';
import type { CellsBehind } from './CellsDialog.tsx';
import { ShownNumber } from './ShownNumber.tsx';

const texts = trainingTexts.setPage;

/** How many cells of each class are learnt from and kept apart. */
export function TrainingClassTable({ classes, onShow }: { readonly classes: TrainingSet['classes']; readonly onShow: (behind: CellsBehind) => void }): ReactNode {
  const sum = (side: 'training' | 'heldOut'): number => classes.reduce((total, each) => total + each[side], 0);
  return (
    <table className="figureTable">
      <caption>{texts.classes}</caption>
      <thead><tr><th scope="col">{texts.columns.class}</th><th scope="col">{texts.columns.training}</th><th scope="col">{texts.columns.heldOut}</th><th scope="col">{texts.columns.casesWith}</th></tr></thead>
      <tbody>
        {classes.map(({ code, training, heldOut, cases }) => (
          <tr key={code}>
            <th scope="row"><ClassLetter code={code} withName /></th>
            <td><ShownNumber cells={training} onShow={onShow} behind={{ what: `${cellClass(code).name}, ${texts.sides.training.toLowerCase()}`, wanted: { code, side: 'training' } }} /></td>
            <td><ShownNumber cells={heldOut} onShow={onShow} behind={{ what: `${cellClass(code).name}, ${texts.sides.heldOut.toLowerCase()}`, wanted: { code, side: 'heldOut' } }} /></td>
            <td>{cases}</td>
          </tr>
        ))}
      </tbody>
      <tfoot><tr><th scope="row">{texts.sum}</th><td>{sum('training')}</td><td>{sum('heldOut')}</td><td /></tr></tfoot>
    </table>
  );
}
