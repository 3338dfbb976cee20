import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import type { BoxPx } from '#shared/geometry/box.ts';
import type { TellBytesRead } from './bytesRead.ts';

/** One level of a slide's pyramid. Level 0 is the largest. `downsample` is level-0 pixels per pixel of this level, at least 1. */
export interface SlideLevel {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly downsample: number;
  readonly tileWidthPx: number;
  readonly tileHeightPx: number;
}

/** A part of level 0 that was photographed: the whole level of a scan, or one field picture of a folder laid out beside the others. */
export interface SlideField {
  /** File name of the field picture; the slide's own name for a scan. */
  readonly name: string;
  readonly box: BoxPx;
  /** Of a folder: as the picture's own file states it, or those of its size do, 0.01 to 50 µm; absent where they do not. */
  readonly micrometresPerPixel?: number;
  /** Why this field can't be used, in words; absent where it can. */
  readonly problem?: string;
}

/** Tiles (or strips) of level 0 of which the file holds no bytes; they read as white. Scanners leave out bare glass, a broken copy lacks cells. */
export interface MissingTiles {
  readonly count: number;
  readonly outOf: number;
  /** Levels from this on are stored by themselves and may show what lay there; undefined where all are made from level 0. */
  readonly shownFromLevel: number | undefined;
  /** Boxes of those that reach into a rectangle; all in level-0 pixels. */
  within(box: BoxPx): BoxPx[];
}

/** A tile as it lies in the file, ready for a browser. */
export interface CompressedTile { readonly mimeType: 'image/jpeg' | 'image/png'; readonly bytes: Uint8Array }

/** Told of each field picture's file: the SHA-256 of its content. */
export type TellFieldHash = (field: string, sha256: string) => void;

/**
 * The one seam through which all slide pixels come. Tiles are addressed by level and whole numbers, because "a region at a
 * downsample" is ambiguous. All methods throw `MyeloscopeError` (`slide-unreadable`) naming the file where bytes are bad.
 * Areas outside the photographed fields, and missing tiles, read as white.
 */
export interface SlideSource {
  readonly path: string;
  /** For people: "Aperio SVS", "OME-TIFF", "JPEG picture", "Folder of 12 field pictures". */
  readonly format: string;
  readonly levels: readonly SlideLevel[];
  readonly fields: readonly SlideField[];
  /** As the file states it, 0.01 to 50 µm at level 0; undefined where it does not, or states nonsense. Of a folder: where it is that of all its pictures. */
  readonly micrometresPerPixel: number | undefined;
  /** Of a scan; absent where none is missing. */
  readonly missingTiles?: MissingTiles | undefined;
  /**
   * Tile (column, row) of a level, whole: tiles on the right and lower edge are cropped to the level. With `into`, at least as long as the pixels, they
   * are put at its start and the picture is a view of it: who reads thousands of tiles spares the memory of each.
   */
  readTile(level: number, column: number, row: number, into?: Uint8Array): Promise<RgbPicture>;
  /** Pixels of a rectangle in the level's own pixels. It may reach over the edge: outside is white. At most 64 megapixels. `into` as for tiles. */
  readRegion(level: number, xPx: number, yPx: number, widthPx: number, heightPx: number, into?: Uint8Array): Promise<RgbPicture>;
  /** The stored bytes of a tile for a viewer, copied, never encoded again; undefined where its codec is not a browser's. */
  compressedTile(level: number, column: number, row: number): Promise<CompressedTile | undefined>;
  /** Absolute paths of the files that are read for the pixels of a field, as they lie on the disk now. */
  filesOf(field: string): Promise<readonly string[]>;
  /**
   * SHA-256 of the file, or of the sorted list of names and hashes of a folder; lower-case hexadecimal. All of it is read: `tell` hears how far
   * that is. Of a folder, `tellField` hears the hash of each picture that can be read.
   */
  hash(signal?: { readonly aborted: boolean }, tell?: TellBytesRead, tellField?: TellFieldHash): Promise<string>;
  close(): Promise<void>;
}
