import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';

/** Where a training cell comes from. */
export type CellOrigin = 'marrow' | 'blood' | 'fields' | 'drawn' | 'laboratory';

/** A labelled cell on a canvas. */
export interface TrainingCell {
  /** Its place among the canvases. */
  readonly canvas: number;
  /** Set and file, or how it was drawn. */
  readonly name: string;
  readonly origin: CellOrigin;
  /** The label as it was given: a class, a set of classes, or a coarser word of its source. */
  readonly label: string;
  /** Any of these is right. */
  readonly right: readonly ClassCode[];
  /** Cells of one group never stand on both sides of a split. */
  readonly group: string;
  /** The stain look of its slide, where known. */
  readonly look: string | undefined;
}
