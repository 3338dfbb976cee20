// Times region reading and a scan of one slide, ours and the C libraries', in turns, and prints a `RegionTimings`. Started by regionReading.ts, bound to
// one processor. Argument: a tiled JPEG TIFF that OpenSlide reads too.
import koffi from 'koffi';
import { openSlide } from '#main/slides/openSlide.ts';
import type { SlideSource } from '#main/slides/slideSource.ts';
import { numbersFrom } from '../../fixtures/slides/mutateBytes.ts';
import type { RegionTimings } from '../regionReading.ts';

const [slidePath] = process.argv.slice(2);
/** The middle of several rounds in turn: another program's burst hits one round of both, and not the figure. */
const rounds = 5;
const regionPixels = 32 * 1024 * 1024;

const openslide = koffi.load(process.env.MYELOSCOPE_OPENSLIDE ?? 'libopenslide.so.0');
const openslideOpen = openslide.func('void *openslide_open(const char *path)');
const openslideRead = openslide.func('void openslide_read_region(void *slide, void *pixels, int64_t x, int64_t y, int32_t level, int64_t w, int64_t h)');
const openslideError = openslide.func('const char *openslide_get_error(void *slide)');
const openslideClose = openslide.func('void openslide_close(void *slide)');
const turbo = koffi.load('libturbojpeg.so.0');
const turboInit = turbo.func('void *tjInitDecompress()');
const turboDecode = turbo.func('int tjDecompress2(void *handle, const uint8_t *jpeg, unsigned long size, void *pixels, int width, int pitch, int height, int format, int flags)');
/** TJPF_RGB, and TJFLAG_FASTDCT: what our decoder asks for. */
const [rgbFormat, fastTransform] = [0, 2048];

const middle = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1];
/** Processor seconds of this process, all its threads: with files in memory and one processor, what the clock would show if nothing else ran. */
async function secondsOf(work: () => void | Promise<void>): Promise<number> {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

function placesFor(slide: SlideSource, sizePx: number): { x: number; y: number }[] {
  const next = numbersFrom(sizePx);
  const [{ widthPx, heightPx }] = slide.levels;
  return Array.from({ length: Math.round(regionPixels / sizePx ** 2 / 2) }, () => ({ x: Math.floor(next() * (widthPx - sizePx)), y: Math.floor(next() * (heightPx - sizePx)) }));
}

async function timeRegions(sizePx: number): Promise<RegionTimings['regions'][number]> {
  const ours: number[] = [];
  const theirs: number[] = [];
  let count = 0;
  for (let round = 0; round < rounds; round += 1) {
    // Opened anew each round: neither side starts with the tiles of the round before.
    const slide = await openSlide(slidePath);
    const places = placesFor(slide, sizePx);
    count = places.length;
    // Each side puts every region into one piece of memory.
    const into = new Uint8Array(3 * sizePx ** 2);
    ours.push(await secondsOf(async () => { for (const { x, y } of places) await slide.readRegion(0, x, y, sizePx, sizePx, into); }));
    await slide.close();
    const handle: unknown = openslideOpen(slidePath);
    const pixels = new Uint8Array(4 * sizePx ** 2);
    theirs.push(await secondsOf(() => { for (const { x, y } of places) openslideRead(handle, pixels, x, y, 0, sizePx, sizePx); }));
    if (openslideError(handle)) throw new Error(`OpenSlide: ${String(openslideError(handle))}`);
    openslideClose(handle);
  }
  return { sizePx, count, ourSeconds: middle(ours), openSlideSeconds: middle(theirs) };
}

async function timeScan(): Promise<RegionTimings['scan']> {
  const slide = await openSlide(slidePath);
  const [{ widthPx, heightPx, tileWidthPx, tileHeightPx }] = slide.levels;
  const tiles: { column: number; row: number }[] = [];
  for (let row = 0; row * tileHeightPx < heightPx; row += 1) for (let column = 0; column * tileWidthPx < widthPx; column += 1) tiles.push({ column, row });
  const jpegs: Uint8Array[] = [];
  for (const { column, row } of tiles) jpegs.push((await slide.compressedTile(0, column, row))!.bytes);
  const pixels = new Uint8Array(3 * tileWidthPx * tileHeightPx);
  const into = [new Uint8Array(pixels.length), new Uint8Array(pixels.length)];
  const handle: unknown = turboInit();
  const ours: number[] = [];
  const raw: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    ours.push(await secondsOf(async () => {
      // Two are asked for at once, so that one is read while the other is decoded; the pool has one thread all the same.
      for (let index = 0; index < tiles.length; index += 2) await Promise.all(tiles.slice(index, index + 2).map(({ column, row }, place) => slide.readTile(0, column, row, into[place])));
    }));
    raw.push(await secondsOf(() => {
      for (const jpeg of jpegs) if (turboDecode(handle, jpeg, jpeg.length, pixels, tileWidthPx, 0, tileHeightPx, rgbFormat, fastTransform) !== 0) throw new Error('libjpeg-turbo could not decode a tile');
    }));
  }
  await slide.close();
  return { tiles: tiles.length, ourSeconds: middle(ours), rawDecodeSeconds: middle(raw) };
}

const regions: RegionTimings['regions'][number][] = [];
for (const sizePx of [256, 512, 1024]) regions.push(await timeRegions(sizePx));
const timings: RegionTimings = { regions, scan: await timeScan() };
console.log(JSON.stringify(timings));
