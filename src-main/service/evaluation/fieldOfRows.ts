import { groupedBy } from '#shared/collections/groupedBy.ts';
import type { TrueCentre } from '#shared/evaluation/matchDetections.ts';
import type { BoxPx } from '#shared/geometry/box.ts';
import type { LabelCode } from '#shared/taxonomy/labelSets.ts';
import { markedKind } from './markedKind.ts';
import { numberIn, type SeparatedValues } from './readSeparatedValues.ts';

/** The nucleated cells of a field picture as a person marked them. */
export interface FieldTruth {
  /** Path in DIR/images. */
  readonly image: string;
  /** By boxes, or ... */
  readonly boxes?: readonly BoxPx[];
  /** ... by centres, with a class where it is known. */
  readonly centres?: readonly (TrueCentre & { readonly label?: LabelCode })[];
  /** Beside boxes: those of classes that are none here. To find a cell there is neither right nor wrong. */
  readonly unknownBoxes?: readonly BoxPx[];
}

export type MarkedBy = 'boxes' | 'centres';

/** The columns that tell a place, in pixels of the picture. */
export const placeColumns = { boxes: ['xmin', 'ymin', 'xmax', 'ymax'], centres: ['x', 'y'] } as const satisfies Record<MarkedBy, readonly string[]>;

/** What the rows of one picture say, and how many say nothing of use. */
export interface RowsOfField {
  readonly field: FieldTruth;
  /** Those that mark a nucleated cell, with a place or without. */
  readonly nucleatedRows: SeparatedValues['rows'];
  readonly notNucleatedRows: number;
  readonly degenerateRows: number;
  readonly doubledRows: number;
  /** The class of each row whose class is none here. */
  readonly unknownClasses: readonly string[];
}

/** Reads the rows of one picture. Rows alike count once: they mark one cell. */
export function fieldOfRows(image: string, rows: SeparatedValues['rows'], markedBy: MarkedBy, separator: SeparatedValues['separator']): RowsOfField {
  const columns = placeColumns[markedBy];
  const once = [...groupedBy(rows, (row) => JSON.stringify([row.class, ...columns.map((column) => row[column])])).values()].map(([first]) => first);
  // A row with nothing but a picture says that it holds no cell; beside other rows it says nothing.
  const marking = once.filter((row) => row.class || columns.some((column) => row[column]));
  const marks = marking.map((row) => ({ row, kind: markedKind(row.class), numbers: columns.map((column) => numberIn(row[column], separator)) }));
  // Centres are of nucleated cells, whatever they are called; a box is of anything.
  const nucleated = marks.filter(({ kind }) => kind?.isNucleated ?? markedBy === 'centres');
  const unknown = marks.filter(({ kind, row }) => !kind && (markedBy === 'boxes' || row.class));
  const field: FieldTruth = markedBy === 'boxes'
    ? { image, boxes: nucleated.flatMap(({ numbers }) => boxOf(numbers)), unknownBoxes: unknown.flatMap(({ numbers }) => boxOf(numbers)) }
    : { image, centres: nucleated.flatMap(({ numbers: [xPx, yPx], kind }) => (xPx >= 0 && yPx >= 0 ? { xPx, yPx, label: kind?.label } : [])) };
  const nothingSaid = marking.length ? once.length - marking.length : 0;
  return {
    field, nucleatedRows: nucleated.map(({ row }) => row),
    notNucleatedRows: marks.filter(({ kind }) => kind?.isNucleated === false).length,
    degenerateRows: nucleated.length - placesMarked(field) + nothingSaid,
    doubledRows: rows.length - once.length,
    unknownClasses: unknown.map(({ row }) => row.class),
  };
}

/** How many nucleated cells are marked with a place. */
export const placesMarked = ({ boxes = [], centres = [] }: Pick<FieldTruth, 'boxes' | 'centres'>): number => boxes.length + centres.length;

function boxOf([left, top, right, bottom]: readonly number[]): BoxPx[] {
  return right > left && bottom > top ? [{ xPx: left, yPx: top, widthPx: right - left, heightPx: bottom - top }] : [];
}
