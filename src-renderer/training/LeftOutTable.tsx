import type { ReactNode } from 'react';
import type { TrainingSet } from '#shared/contract/trainingCommands.ts';
import { trainingTexts } from '../texts/training.ts';
import type { CellsBehind } from './CellsDialog.tsx';
import { ShownNumber } from './ShownNumber.tsx';

const texts = trainingTexts.setPage;

/** Reviewed cells that are not used, by the reason. Those that a second reader still reads are not shown. */
export function LeftOutTable({ leftOut, onShow }: { readonly leftOut: TrainingSet['leftOut']; readonly onShow: (behind: CellsBehind) => void }): ReactNode {
  return (
    <table className="figureTable">
      <caption>{texts.leftOut}</caption>
      <tbody>
        {leftOut.map(({ why, cells }) => (
          <tr key={why}><th scope="row">{texts.reasons[why]}</th><td>{why === 'beingRead' ? cells : <ShownNumber cells={cells} onShow={onShow} behind={{ what: texts.reasons[why], wanted: { leftOut: why } }} />}</td></tr>
        ))}
      </tbody>
    </table>
  );
}
