import type { ReactNode } from 'react';
import { Dialog, DialogTrigger, Popover } from 'react-aria-components';
import type { CaseDetail } from '#shared/contract/caseCommands.ts';
import { cellClass } from '#shared/taxonomy/cellClasses.ts';
import { cellTexts } from '../texts/cells.ts';
import { Button } from '../ui/Button.tsx';
import { useClassBook } from '../ui/classBook.ts';
import { DialogKeys } from '../ui/DialogKeys.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { allCells, narrowings, reviewStates } from './cellFilter.ts';
import type { CellFilter } from './cellFilter.ts';
import { chooseCells, useCellChoice } from './cellChoice.ts';
import { ConfidenceRange } from './ConfidenceRange.tsx';
import './cells.css';
import { FilterChecks } from './FilterChecks.tsx';

const texts = cellTexts.filter;

function FilterFields({ detail, filter, onChange }: { readonly detail: CaseDetail; readonly filter: CellFilter; readonly onChange: (change: Partial<CellFilter>) => void }): ReactNode {
  const { codes, nameOf } = useClassBook();
  return (
    <div className="cellFilter">
      <FilterChecks label={texts.state} choices={reviewStates} chosen={filter.states} nameOf={(state) => cellTexts.states[state]} onChange={(states) => { onChange({ states }); }} />
      <ConfidenceRange confidence={filter.confidence} onChange={(confidence) => { onChange({ confidence }); }} />
      {detail.slides.length > 1 && (
        <SelectField
          label={texts.slide} value={filter.slide === undefined ? '' : String(filter.slide)} onChange={(value) => { onChange({ slide: value === '' ? undefined : Number(value) }); }}
          choices={[{ value: '', label: texts.allSlides }, ...detail.slides.map(({ position, name }) => ({ value: String(position), label: name }))]}
        />
      )}
      <label className="cellFilterCheck">
        <input type="checkbox" checked={filter.uncounted} onChange={(event) => { onChange({ uncounted: event.target.checked }); }} /> {texts.uncounted}
      </label>
      <FilterChecks label={texts.lineages} choices={[...new Set(codes.map((code) => cellClass(code).lineage))]} chosen={filter.lineages} nameOf={(lineage) => cellTexts.lineages[lineage]} onChange={(chosen) => { onChange({ lineages: chosen }); }} />
      <FilterChecks label={texts.classes} choices={codes} chosen={filter.classes} nameOf={nameOf} onChange={(classes) => { onChange({ classes }); }} />
    </div>
  );
}

/** The filter of a case's cells, one for slide and gallery: says how many parts of it are set, and opens them. */
export function CellFilterButton({ detail }: { readonly detail: CaseDetail }): ReactNode {
  const caseId = detail.summary.id;
  const { filter } = useCellChoice(caseId);
  const parts = narrowings(filter);
  return (
    <DialogTrigger>
      <Button isPressed={parts > 0}>{texts.open(parts)}</Button>
      <Popover className="menuPopover" placement="bottom start">
        <Dialog aria-label={texts.title} className="cellFilterDialog">
          <DialogKeys>
            <FilterFields detail={detail} filter={filter} onChange={(change) => { chooseCells(caseId, { filter: { ...filter, ...change } }); }} />
            <Button isDisabled={parts === 0} onPress={() => { chooseCells(caseId, { filter: allCells }); }}>{texts.clear}</Button>
          </DialogKeys>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
