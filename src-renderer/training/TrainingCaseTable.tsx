import { useState } from 'react';
import type { ReactNode } from 'react';
import type { TrainingCase } from '#shared/contract/trainingCommands.ts';
import { trainingTexts } from '../texts/training.ts';
import { Button } from '../ui/Button.tsx';
import { ClassLetter } from '../ui/ClassLetter.tsx';
import type { CellsBehind } from './CellsDialog.tsx';
import { ExcludeCaseDialog } from './ExcludeCaseDialog.tsx';
import { ShownNumber } from './ShownNumber.tsx';

const texts = trainingTexts.setPage;

interface TrainingCaseTableProps { readonly cases: readonly TrainingCase[]; readonly onShow: (behind: CellsBehind) => void }

/** What becomes of each case: learnt from, kept apart or left out; its slides, and whether they can be read. */
export function TrainingCaseTable({ cases, onShow }: TrainingCaseTableProps): ReactNode {
  const [changed, change] = useState<TrainingCase>();
  return (
    <>
      <div className="trainingScroll" role="group" aria-label={texts.cases} tabIndex={0}>
        <table className="figureTable caseSides">
          <caption>{texts.cases}<span className="quiet"> {texts.sideHint}</span></caption>
          <thead><tr>{[texts.columns.case, texts.columns.side, texts.columns.cells, texts.columns.class, texts.columns.slides].map((name) => <th key={name} scope="col">{name}</th>)}<th scope="col"><span className="visuallyHidden">{texts.exclude}</span></th></tr></thead>
          <tbody>{cases.map((each) => <CaseRow key={each.caseId} of={each} onShow={onShow} onChange={() => change(each)} />)}</tbody>
        </table>
      </div>
      {changed && <ExcludeCaseDialog of={changed} onClose={() => change(undefined)} />}
    </>
  );
}

function CaseRow({ of: { caseId, name, side, isDecided, excluded, cells, classes, slides }, onShow, onChange }: { readonly of: TrainingCase; readonly onShow: (behind: CellsBehind) => void; readonly onChange: () => void }): ReactNode {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        <strong>{texts.sides[side]}</strong>
        <div className="quiet">{excluded ? texts.excluded(excluded.by, excluded.reason) : isDecided || cells === 0 ? '' : texts.notDecided}</div>
      </td>
      <td className="figures"><ShownNumber cells={cells} onShow={onShow} behind={{ what: name, wanted: { caseId } }} /></td>
      <td><span className="trainingClasses">{classes.map(({ code, cells: ofClass }) => <span key={code}><ClassLetter code={code} /> {ofClass}</span>)}</span></td>
      <td>{slides.map(({ slideId, name: slide, cells: onSlide, problem }) => (
        <div key={slideId}>
          {slide} <ShownNumber cells={onSlide} onShow={onShow} behind={{ what: slide, wanted: { caseId, slideId } }} />
          {problem !== undefined && <span className="fieldProblem"> {problem} {texts.unreadable}</span>}
        </div>
      ))}</td>
      <td>{excluded ? <Button kind="quiet" onPress={onChange} aria-label={texts.includeOf(name)}>{texts.include}</Button> : <Button kind="quiet" onPress={onChange} aria-label={texts.excludeOf(name)}>{texts.exclude}</Button>}</td>
    </tr>
  );
}
