// Cells' pictures as the service gives them to a window, one asked for after the other: what the gallery and the review wait for.
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { shuffle, seededRandom } from '#shared/random/seededRandom.ts';
import { forkWithNode } from '#main/supervision/forkWithNode.ts';
import type { ServiceClient } from '#main/shell/client/serviceClient.ts';
import { openServiceClient } from '#main/shell/client/serviceClient.ts';
import { decodeJpeg } from '#main/slides/jpeg/decodeJpeg.ts';
import { encodeJpeg } from '#main/slides/jpeg/encodeJpeg.ts';
import { openSlide } from '#main/slides/openSlide.ts';
import type { BenchResult } from './benchResult.ts';
import { benchSlide } from './benchSlide.ts';
import { quantile } from './quantile.ts';
import { seedCase } from './window/seedCase.ts';
import { seedLibrary } from './window/seedLibrary.ts';

const cells = 10_000;
const asked = 300;
const mostTilePixels = 1024 * 1024;
const aimMs = 5;
/** As the gallery and the review ask for them, see `src-renderer/gallery`. */
const kinds = [{ name: 'gallery', spanUm: 24, sidePx: 96, aim: { atMost: aimMs } }, { name: 'review', spanUm: 40, sidePx: 512, aim: undefined }] as const;

interface PictureTimes { readonly fromDiskMs: number[]; readonly firstMs: number[]; readonly againMs: number[]; readonly floorMs: number[] }

async function millisecondsOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** Asks for each cell's picture, one after the other. */
async function ask(client: ServiceClient, caseId: number, cellIds: readonly number[], { spanUm, sidePx }: { readonly spanUm: number; readonly sidePx: number }): Promise<number[]> {
  const times: number[] = [];
  for (const cellId of cellIds) times.push(await millisecondsOf(() => client.call('pictures.cell', { caseId, cellId, spanUm, sidePx })));
  return times;
}

/** The floor: one tile of the slide decoded and one picture of that size encoded, by the same library, in this process. */
async function timeBareCodec(slide: string, sidePx: number): Promise<number[]> {
  const source = await openSlide(slide);
  try {
    const [{ widthPx, tileWidthPx }] = source.levels;
    const tile = (await source.compressedTile(0, Math.floor(widthPx / tileWidthPx / 2), 20))!.bytes;
    const picture = await source.readRegion(0, 4000, 4000, sidePx, sidePx);
    const times: number[] = [];
    for (let repetition = 0; repetition < asked; repetition++) {
      times.push(await millisecondsOf(async () => {
        await decodeJpeg(tile, mostTilePixels);
        await encodeJpeg(picture, 90);
      }));
    }
    return times;
  } finally {
    await source.close();
  }
}

/** Has the system forget what it keeps of a file in memory, so that the next reading comes from the disk. */
function forgetFile(file: string): void {
  execFileSync('dd', [`if=${file}`, 'iflag=nocache', 'count=0'], { stdio: 'ignore' });
}

async function timePictures(): Promise<Map<string, PictureTimes>> {
  const slide = benchSlide();
  let caseId = 0;
  const cellIds: number[] = [];
  const seeded = await seedLibrary(async (library) => {
    caseId = await seedCase(library, { slide, patient: 'A case with many cells', cells, seed: 6 });
    for (const { id } of library.slides.ofCase(caseId)) cellIds.push(...library.cells.ofSlide(id).map((cell) => cell.id));
  });
  shuffle(cellIds, seededRandom(6));
  const entry = path.resolve(import.meta.dirname, '../../src-main/workers/serviceProcess.ts');
  const client = openServiceClient({ startService: () => forkWithNode()({ name: 'service', entry, args: [seeded.directory] }) });
  try {
    const times = new Map<string, PictureTimes>();
    // The slide is open, as it is while a person looks at the case; the service's code has been run.
    await ask(client, caseId, cellIds.splice(0, 50), kinds[0]);
    for (const kind of kinds) {
      forgetFile(slide);
      const fromDiskMs = await ask(client, caseId, cellIds.splice(0, asked), kind);
      const cellsAsked = cellIds.splice(0, asked);
      const firstMs: number[] = [];
      const againMs: number[] = [];
      for (const cellId of cellsAsked) {
        firstMs.push(...await ask(client, caseId, [cellId], kind));
        againMs.push(...await ask(client, caseId, [cellId], kind));
      }
      times.set(kind.name, { fromDiskMs, firstMs, againMs, floorMs: await timeBareCodec(slide, kind.sidePx) });
    }
    return times;
  } finally {
    await client.close();
    seeded.remove();
  }
}

export async function bench(): Promise<BenchResult[]> {
  const times = await timePictures();
  return kinds.flatMap(({ name, spanUm, sidePx, aim }) => {
    const { fromDiskMs, firstMs, againMs, floorMs } = times.get(name)!;
    const floor = quantile(floorMs, 0.5);
    const line = (circumstance: string, waited: readonly number[]): BenchResult => {
      const ours = quantile(waited, 0.5);
      return {
        name: `cell's picture for the ${name}, ${circumstance}, median`, ours, peer: floor, unit: 'ms', ratio: floor / ours, ...(aim && { aim }),
        note: `p95 ${quantile(waited, 0.95).toFixed(1)} ms; ${String(spanUm)} µm on ${String(sidePx)} px, asked of the service's process; floor: one tile decoded and one picture encoded`,
      };
    };
    return [line('cold: file not in memory', fromDiskMs), line('place never seen before', firstMs), line('warm: place seen just now', againMs)];
  });
}
