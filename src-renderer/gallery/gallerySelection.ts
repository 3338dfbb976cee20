/** Cells chosen by id, and the cell from which a range is stretched. */
export interface GallerySelection { readonly ids: ReadonlySet<number>; readonly anchor?: number }

export const nothingSelected: GallerySelection = { ids: new Set() };

export const selectOne = (id: number): GallerySelection => ({ ids: new Set([id]), anchor: id });

/** Takes a cell in, or out again. */
export function toggleOne({ ids }: GallerySelection, id: number): GallerySelection {
  const changed = new Set(ids);
  if (!changed.delete(id)) changed.add(id);
  return { ids: changed, anchor: id };
}

/** From the anchor to a cell, as shown: `between` gives the ids from one to the other in reading order. */
export function stretchTo({ anchor }: GallerySelection, id: number, between: (from: number, to: number) => readonly number[]): GallerySelection {
  if (anchor === undefined) return selectOne(id);
  return { ids: new Set(between(anchor, id)), anchor };
}

/** The selection without cells that are shown no longer, so that no act reaches a cell that nobody sees. */
export function onlyShown(selection: GallerySelection, isShown: (id: number) => boolean): GallerySelection {
  const shown = [...selection.ids].filter(isShown);
  return shown.length === selection.ids.size ? selection : { ...selection, ids: new Set(shown) };
}
