import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';

/** A labelled picture of one cell, read when it is needed. */
export interface ExperimentCell {
  /** Unique, and the same in every run: set and file. */
  readonly name: string;
  /** Of its picture's file: another picture under the same name is another cell. */
  readonly sha256: string;
  /** A class, or a set of classes. */
  readonly label: string;
  /** Cells of one group (patient, slide, overlapping crop) are not independent of each other. */
  readonly group: string;
  /** What the picture's width is of the smear, micrometres. */
  readonly spanUm: number;
  /** Throws what the picture reader throws, naming the file. */
  readonly read: () => Promise<RgbPicture>;
}
