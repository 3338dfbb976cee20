import OpenSeadragon from 'openseadragon';
import type { ViewerLevel } from './viewerLevels.ts';

/** Address of a tile's picture. */
export type TileAddress = (level: ViewerLevel, column: number, row: number) => string;

/** A tile to be loaded, as OpenSeadragon 6 gives it; the published types are of version 5. */
interface DownloadJob { src: string; userData: { stop?: AbortController }; finish(picture: unknown, request: unknown, type: string): void; fail(reason: string, request: unknown): void }

/**
 * The levels of a slide as they lie in its file, for OpenSeadragon. Its own arithmetic takes every level for half of the next,
 * which scans are not (1, 4, 16, 32), and counts levels from the smallest; here each level has its real size and its own tiles.
 */
export class SlideTileSource extends OpenSeadragon.TileSource {
  readonly #levels: readonly ViewerLevel[];
  readonly #address: TileAddress;

  constructor(levels: readonly ViewerLevel[], address: TileAddress) {
    const [{ widthPx, heightPx, tileWidthPx, tileHeightPx }] = levels;
    super({ width: widthPx, height: heightPx, tileWidth: tileWidthPx, tileHeight: tileHeightPx, minLevel: 0, maxLevel: levels.length - 1 } as OpenSeadragon.TileSourceOptions);
    this.#levels = levels;
    this.#address = address;
  }

  #level(level: number): ViewerLevel {
    return this.#levels[this.#levels.length - 1 - level];
  }

  override getTileWidth(level: number): number {
    return this.#level(level).tileWidthPx;
  }

  override getTileHeight(level: number): number {
    return this.#level(level).tileHeightPx;
  }

  override getLevelScale(level: number): number {
    return this.#level(level).widthPx / this.#levels[0].widthPx;
  }

  override getNumTiles(level: number): OpenSeadragon.Point {
    const { widthPx, heightPx, tileWidthPx, tileHeightPx } = this.#level(level);
    return new OpenSeadragon.Point(Math.ceil(widthPx / tileWidthPx), Math.ceil(heightPx / tileHeightPx));
  }

  /**
   * Where a tile lies (the slide is 1 wide), or with `isSource` which part of its picture belongs to the slide: tiles on the right
   * and lower edge are filled up in the file, and what fills them is not drawn.
   */
  override getTileBounds(level: number, column: number, row: number, isSource?: boolean): OpenSeadragon.Rect {
    const { widthPx, heightPx, tileWidthPx, tileHeightPx } = this.#level(level);
    const width = Math.min(tileWidthPx, widthPx - column * tileWidthPx);
    const height = Math.min(tileHeightPx, heightPx - row * tileHeightPx);
    if (isSource) return new OpenSeadragon.Rect(0, 0, width, height);
    // Levels are rounded to whole pixels in each direction on its own, so that each has a scale of its own too.
    const across = 1 / widthPx;
    const down = this.#levels[0].heightPx / this.#levels[0].widthPx / heightPx;
    return new OpenSeadragon.Rect(column * tileWidthPx * across, row * tileHeightPx * down, width * across, height * down);
  }

  // The published types say that it gives a tile; it gives column and row.
  override getTileAtPoint(level: number, point: OpenSeadragon.Point): OpenSeadragon.Tile {
    const { widthPx, heightPx, tileWidthPx, tileHeightPx } = this.#level(level);
    const tiles = this.getNumTiles(level);
    const aspect = this.#levels[0].widthPx / this.#levels[0].heightPx;
    const at = (part: number, length: number, tileLength: number, count: number): number => Math.min(count - 1, Math.max(0, Math.floor((part * length) / tileLength)));
    return new OpenSeadragon.Point(at(point.x, widthPx, tileWidthPx, tiles.x), at(point.y * aspect, heightPx, tileHeightPx, tiles.y)) as unknown as OpenSeadragon.Tile;
  }

  override getTileUrl(level: number, column: number, row: number): string {
    return this.#address(this.#level(level), column, row);
  }

  /** Tiles are opaque: otherwise OpenSeadragon guesses from the address. */
  override hasTransparency(): boolean {
    return false;
  }

  /** Fetches and decodes away from the window's own thread, so that a tile that arrives does not make a frame late. */
  override downloadTileStart(given: OpenSeadragon.ImageJob): void {
    const job = given as unknown as DownloadJob;
    const stop = new AbortController();
    job.userData.stop = stop;
    fetchTile(job.src, stop.signal).then((context) => { job.finish(context, null, 'context2d'); }, (error: unknown) => {
      if (!stop.signal.aborted) job.fail(String(error), null);
    });
  }

  override downloadTileAbort(given: OpenSeadragon.ImageJob): void {
    const job = given as unknown as DownloadJob;
    job.userData.stop?.abort();
  }
}

async function fetchTile(address: string, signal: AbortSignal): Promise<CanvasRenderingContext2D> {
  const answer = await fetch(address, { signal });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  const bitmap = await createImageBitmap(await answer.blob());
  const canvas = document.createElement('canvas');
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) throw new Error('no canvas');
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return context;
}
