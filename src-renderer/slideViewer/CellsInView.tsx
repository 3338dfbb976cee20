import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { Disclosure, DisclosurePanel, Heading, Button as AriaButton, ListBox, ListBoxItem } from 'react-aria-components';
import { classCodes } from '#shared/taxonomy/cellClasses.ts';
import { describeCell } from '../cells/describeCell.ts';
import { slideTexts } from '../texts/slide.ts';
import { ClassLetter } from '../ui/ClassLetter.tsx';
import { cellsInView } from './cellsInView.ts';
import { placeOnSlide } from './placeOnSlide.ts';
import type { ScaledSlide } from './scaleOnSlide.ts';
import type { SlideCells } from './slideCells.ts';
import type { SlideView } from './slideView.ts';
import { boxOfRow } from './SlideMarks.tsx';

interface CellsInViewProps {
  readonly slideView: SlideView | undefined;
  readonly slideCells: SlideCells;
  readonly slide: ScaledSlide;
  readonly selectedId: number | undefined;
  readonly onSelect: (row: number) => void;
}

/** A list longer than this is no list that anyone walks through by keys. */
const mostListed = 60;
/** How long the view must rest before the list is made again. */
const restMs = 250;

/** The cells in view as a list: chosen from by arrows, and read out by screen readers with class, state and place. */
export function CellsInView(props: CellsInViewProps): ReactNode {
  const [isOpen, setOpen] = useState(false);
  return (
    <Disclosure className="sidePart" isExpanded={isOpen} onExpandedChange={setOpen}>
      <Heading level={2}><AriaButton slot="trigger" className="disclosureButton"><span aria-hidden="true">{isOpen ? '▾' : '▸'}</span> {slideTexts.inView}</AriaButton></Heading>
      <DisclosurePanel>{isOpen && <OpenList {...props} />}</DisclosurePanel>
    </Disclosure>
  );
}

function OpenList({ slideView, slideCells, slide, selectedId, onSelect }: CellsInViewProps): ReactNode {
  const [listed, setListed] = useState<{ readonly rows: readonly number[]; readonly count: number }>({ rows: [], count: 0 });
  useEffect(() => {
    if (!slideView) return undefined;
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const look = (): void => { if (slideView.view) setListed(cellsInView(slideCells, slideView.view, mostListed)); };
    const wait = (): void => { clearTimeout(waiting); waiting = setTimeout(look, restMs); };
    look();
    const ends = [slideView.onMove(wait), slideCells.onChanged(wait)];
    return () => { clearTimeout(waiting); for (const end of ends) end(); };
  }, [slideView, slideCells]);
  const { columns } = slideCells;
  const words = (row: number): string => {
    const { xPx, yPx, widthPx, heightPx } = boxOfRow(columns, row);
    const place = placeOnSlide(slide, xPx + widthPx / 2, yPx + heightPx / 2);
    const cell = describeCell(columns, row);
    if (!place) return cell;
    const { field, micrometresPerPixel } = place;
    return micrometresPerPixel === undefined ? slideTexts.cellAtPixels(cell, place.xPx, place.yPx, field) : slideTexts.cellAt(cell, place.xPx * micrometresPerPixel, place.yPx * micrometresPerPixel, field);
  };
  return (
    <>
      <p className="quiet figures">{slideTexts.inViewCount(listed.rows.length, listed.count)}</p>
      <ListBox aria-label={slideTexts.inView} className="inViewList" selectionMode="single" selectionBehavior="replace" renderEmptyState={() => <p className="quiet">{slideTexts.noneInView}</p>}
        selectedKeys={selectedId === undefined ? [] : [String(selectedId)]}
        onSelectionChange={(keys) => {
          const row = listed.rows.find((listedRow) => keys !== 'all' && keys.has(String(columns.ids[listedRow])));
          if (row !== undefined) onSelect(row);
        }}>
        {listed.rows.map((row) => (
          <ListBoxItem key={columns.ids[row]} id={String(columns.ids[row])} textValue={words(row)} className="inViewCell">
            <ClassLetter code={classCodes[columns.codes[row]]} isMachineCall={(columns.states[row] & 1) === 0} /> {words(row)}
          </ListBoxItem>
        ))}
      </ListBox>
    </>
  );
}
