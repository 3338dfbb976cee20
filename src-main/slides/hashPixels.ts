import { createHash } from 'node:crypto';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { BoxPx } from '#shared/geometry/box.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import { nextTurn } from '#shared/jobs/workSignal.ts';
import type { SlideSource } from './slideSource.ts';

const pixelsAtOnce = 16 * 1024 * 1024;

/**
 * SHA-256 of the decoded pixels of a part of a slide, row by row: it is the same however they are packed. Memory is bounded. Undefined where they
 * can't be decoded. Throws `cancelled`.
 */
export async function hashPixels(source: SlideSource, { xPx, yPx, widthPx, heightPx }: BoxPx, signal?: WorkContext['signal']): Promise<string | undefined> {
  const hash = createHash('sha256'), rows = Math.max(1, Math.floor(pixelsAtOnce / widthPx));
  try {
    for (let top = 0; top < heightPx; top += rows) {
      await nextTurn(signal);
      hash.update((await source.readRegion(0, xPx, yPx + top, widthPx, Math.min(rows, heightPx - top))).rgb);
    }
    return hash.digest('hex');
  } catch (cause) {
    if (cause instanceof MyeloscopeError && cause.code === 'slide-unreadable') return undefined;
    throw cause;
  }
}
