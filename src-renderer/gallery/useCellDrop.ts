import { useState } from 'react';
import type { DragEvent } from 'react';

/** Under what dragged cells travel within the window; files and texts from elsewhere are not taken. */
const cellsType = 'application/x-myeloscope-cells';

/** Makes a drag carry cells. `label` is drawn beside the pointer. */
export function carryCells(event: DragEvent, ids: readonly number[], label: HTMLElement | null): void {
  event.dataTransfer.setData(cellsType, JSON.stringify(ids));
  event.dataTransfer.effectAllowed = 'move';
  if (label) event.dataTransfer.setDragImage(label, 12, 12);
}

function carriedCells(event: DragEvent): number[] {
  const carried: unknown = JSON.parse(event.dataTransfer.getData(cellsType) || '[]');
  return Array.isArray(carried) ? carried.filter((id) => Number.isInteger(id)) : [];
}

/** Lets an element take cells that are dropped on it. Gives whether some are held over it, and its handlers. */
export function useCellDrop(onDrop: (ids: readonly number[]) => void): readonly [isOver: boolean, handlers: Pick<React.DOMAttributes<HTMLElement>, 'onDragEnter' | 'onDragOver' | 'onDragLeave' | 'onDrop'>] {
  // Entering a child comes before leaving its parent: only when as many were left as entered is the pointer gone.
  const [depth, setDepth] = useState(0);
  const isTaken = (event: DragEvent): boolean => event.dataTransfer.types.includes(cellsType);
  return [depth > 0, {
    onDragEnter(event) { if (isTaken(event)) { event.preventDefault(); setDepth((now) => now + 1); } },
    onDragOver(event) { if (isTaken(event)) { event.preventDefault(); event.dataTransfer.dropEffect = 'move'; } },
    onDragLeave(event) { if (isTaken(event)) setDepth((now) => Math.max(0, now - 1)); },
    onDrop(event) {
      if (!isTaken(event)) return;
      event.preventDefault();
      event.stopPropagation();
      setDepth(0);
      const ids = carriedCells(event);
      if (ids.length > 0) onDrop(ids);
    },
  }];
}
