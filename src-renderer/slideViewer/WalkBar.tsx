import { memo, useCallback, useMemo } from 'react';
import type { ReactNode } from 'react';
import { cellOrders } from '../cells/cellOrder.ts';
import type { CellOrder } from '../cells/cellOrder.ts';
import { cellTexts } from '../texts/cells.ts';
import { slideTexts } from '../texts/slide.ts';
import { Button } from '../ui/Button.tsx';
import { useKeys } from '../ui/useKeys.ts';

export interface WalkBarProps {
  /** The filter's button. */
  readonly children: ReactNode;
  /** Where the chosen cell stands in the order, "12 of 500", or why there is no further one. */
  readonly words: string;
  readonly order: CellOrder;
  readonly hasCell: boolean;
  readonly isReadOnly: boolean;
  /** Whether the next cell comes by itself when one was named, accepted or deleted. */
  readonly goesOn: boolean;
  readonly onOrder: (order: CellOrder) => void;
  readonly onStep: (by: 1 | -1) => void;
  readonly onGoesOn: (goesOn: boolean) => void;
  readonly onAccept: () => void;
  readonly onRemove: () => void;
  readonly onGallery: () => void;
  readonly onPutAway: () => void;
}

/** From cell to cell in the order chosen, and what to do with the one that is chosen. Not drawn again for a cell that is named. */
export const WalkBar = memo(function WalkBar(props: WalkBarProps): ReactNode {
  const { words, order, hasCell, isReadOnly, goesOn, onOrder, onStep, onGoesOn, onAccept, onRemove, onGallery, onPutAway, children } = props;
  useKeys(useMemo(() => {
    const key = (keys: string | readonly string[], label: string, run: () => void, repeats = false) => ({ keys, label, group: slideTexts.walk, repeats, run });
    return [
      key(['PageDown', 'Ctrl+PageDown'], slideTexts.next, () => { onStep(1); }, true), key(['PageUp', 'Ctrl+PageUp'], slideTexts.previous, () => { onStep(-1); }, true),
      key('Enter', slideTexts.accept, onAccept), key(['Delete', 'Backspace'], slideTexts.remove, onRemove), key('g', slideTexts.inGallery, onGallery), key('Escape', slideTexts.deselect, onPutAway),
    ];
  }, [onStep, onAccept, onRemove, onGallery, onPutAway]));
  const [next, previous] = [useCallback(() => { onStep(1); }, [onStep]), useCallback(() => { onStep(-1); }, [onStep])];
  return (
    <div className="walkBar">
      <div className="walkRow">
        <Button shortcut="PageUp" onPress={previous}>{shortNames.previous}</Button>
        <Button shortcut="PageDown" onPress={next}>{shortNames.next}</Button>
        <span className="walkPlace figures quiet" role="status">{words}</span>
      </div>
      <div className="walkRow">
        <label className="walkOrder"><span className="visuallyHidden">{slideTexts.order}</span>
          <select className="fieldControl" value={order} onChange={(event) => { onOrder(event.target.value as CellOrder); }}>
            {cellOrders.map((choice) => <option key={choice} value={choice}>{cellTexts.orders[choice]}</option>)}
          </select>
        </label>
        {children}
        <Button isPressed={goesOn} aria-label={slideTexts.goOnName} onPress={() => { onGoesOn(!goesOn); }}>{slideTexts.goOn}</Button>
      </div>
      {hasCell && (
        <div className="walkRow">
          <Button isDisabled={isReadOnly} shortcut="Enter" onPress={onAccept}>{slideTexts.accept}</Button>
          <Button kind="danger" isDisabled={isReadOnly} shortcut="Delete" onPress={onRemove}>{shortNames.remove}</Button>
          <Button shortcut="g" onPress={onGallery}>{shortNames.gallery}</Button>
        </div>
      )}
    </div>
  );
});

/** What stands on a button where there is little room, and its whole name for those who hear it. */
function ShortName({ short, name }: { readonly short: string; readonly name: string }): ReactNode {
  return <><span aria-hidden="true">{short}</span><span className="visuallyHidden">{name}</span></>;
}

/** The same elements each time, so that their buttons are not drawn again with the place in the order. */
const shortNames = {
  previous: <ShortName short="‹" name={slideTexts.previous} />, next: <ShortName short="›" name={slideTexts.next} />,
  remove: <ShortName short={slideTexts.removeShort} name={slideTexts.remove} />, gallery: <ShortName short={slideTexts.galleryShort} name={slideTexts.inGallery} />,
};
