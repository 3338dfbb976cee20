import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { brightestOf, mustBeBright } from '../pictures/mustShowSomething.ts';
import type { PagePixels } from './pagePixels.ts';

/** Blocks that are looked at, spread over the page: of a scan that shows anything the first few do. */
const mostBlocks = 64;

/**
 * Refuses a page whose 16 bits a sample are dark all over, as `mustBeBright`, by some of its blocks. Those missing, which read as white, and those
 * damaged say nothing; of 8 bits a sample nothing is read.
 */
export async function mustShowLight(file: string, pixels: PagePixels): Promise<void> {
  const { bitsPerSample, columns, rows, byteCounts, blockWidthPx, blockHeightPx, widthPx, heightPx } = pixels.page;
  if (bitsPerSample !== 16) return;
  const held = Array.from({ length: columns * rows }, (_, index) => index).filter((index) => byteCounts[index] > 0);
  const step = Math.ceil(held.length / mostBlocks);
  let brightest: number | undefined;
  for (let at = 0; at < held.length; at += step) {
    const xPx = (held[at] % columns) * blockWidthPx, yPx = Math.floor(held[at] / columns) * blockHeightPx;
    try {
      const block = await pixels.readRegion(xPx, yPx, Math.min(blockWidthPx, widthPx - xPx), Math.min(blockHeightPx, heightPx - yPx));
      brightest = Math.max(brightest ?? 0, brightestOf(block));
    } catch (cause) {
      if (!(cause instanceof MyeloscopeError) || cause.code !== 'slide-unreadable') throw cause;
    }
  }
  if (brightest !== undefined) mustBeBright(file, brightest, bitsPerSample);
}
