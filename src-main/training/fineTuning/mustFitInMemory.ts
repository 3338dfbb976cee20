import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';

const gigabytes = (bytes: number): string => `${(bytes / 2 ** 30).toFixed(1)} GB`;

/** The rest is for the network, the pictures themselves and whoever reviews meanwhile. */
const shareToTake = 0.5;

/**
 * Throws `bad-input` in words where the views of all cells would take more than half of the free memory: without this the operating system
 * would end the program, or the machine would stand still.
 *
 * @param cells that are learnt from
 * @param bytesPerCell of its views
 * @param free bytes that programs can still get
 */
export function mustFitInMemory(cells: number, bytesPerCell: number, free: number): void {
  const needed = cells * bytesPerCell;
  if (needed <= shareToTake * free) return;
  throw new MyeloscopeError(
    'bad-input', `${cells} cells are too many to train this part on here: they take ${gigabytes(needed)} of memory, and ${gigabytes(free)} are free.`,
    `Train the last layer alone, close other programs, or leave out cases: about ${Math.floor((shareToTake * free) / bytesPerCell)} cells have room.`,
  );
}
