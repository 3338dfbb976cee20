import { MyeloscopeError, throwIfCancelled } from '#shared/errors/myeloscopeError.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import type { SlideSource } from '#main/slides/slideSource.ts';

/** The scale of a field picture, and where it comes from: "file", "user", "red cells", or, as told, other pictures. */
export interface FieldScale { readonly micrometresPerPixel: number; readonly from: string }

/** Finds the scale of a picture as for a slide; throws `scale-unknown` where it can't. */
export type ScaleFinder = (source: SlideSource, context: WorkContext) => Promise<FieldScale>;

interface Found { readonly shape: string; readonly scale?: FieldScale; readonly reason?: string }

/**
 * The scale of each picture: as the user says, or found for each as for a slide. Where one picture shows too little to find it,
 * the middle scale of the pictures of its size in pixels is taken (one camera makes one size), then that of all.
 *
 * @returns for each file its scale, or why it has none
 */
export async function findFieldScales(
  files: readonly string[], micrometresPerPixel: number | undefined,
  { openSlide, findScale }: { openSlide: (path: string) => Promise<SlideSource>; findScale: ScaleFinder }, context: WorkContext,
): Promise<(FieldScale | { readonly reason: string })[]> {
  if (micrometresPerPixel !== undefined) {
    if (!(micrometresPerPixel >= 0.01 && micrometresPerPixel <= 50)) throw new MyeloscopeError('bad-input', `${micrometresPerPixel} µm is no size of a pixel.`, 'Give 0.01 to 50 µm.');
    return files.map(() => ({ micrometresPerPixel, from: 'user' }));
  }
  const found: Found[] = [];
  for (const [index, file] of files.entries()) {
    throwIfCancelled(context.signal);
    context.report?.({ stage: 'Finding the scale', done: index, total: files.length });
    found.push(await findOne(file, openSlide, findScale, context));
  }
  return found.map(({ shape, scale, reason }) => {
    if (scale) return scale;
    if (!shape) return { reason: reason! };
    const alike = middleScale(found.filter((other) => other.shape === shape));
    const any = alike ?? middleScale(found);
    return any === undefined ? { reason: reason! } : { micrometresPerPixel: any, from: alike === undefined ? 'other pictures' : 'pictures of its size' };
  });
}

async function findOne(file: string, openSlide: (path: string) => Promise<SlideSource>, findScale: ScaleFinder, context: WorkContext): Promise<Found> {
  let source: SlideSource;
  try {
    source = await openSlide(file);
  } catch (error) {
    if (!(error instanceof MyeloscopeError)) throw error;
    return { shape: '', reason: error.message };
  }
  const shape = `${source.levels[0].widthPx} x ${source.levels[0].heightPx}`;
  try {
    return { shape, scale: await findScale(source, context) };
  } catch (error) {
    if (!(error instanceof MyeloscopeError) || error.code === 'cancelled') throw error;
    // A picture that breaks while it is read has no cells to find either.
    return { shape: error.code === 'scale-unknown' ? shape : '', reason: error.message };
  } finally {
    await source.close();
  }
}

function middleScale(found: readonly Found[]): number | undefined {
  const ascending = found.flatMap(({ scale }) => scale ? [scale.micrometresPerPixel] : []).sort((a, b) => a - b);
  return ascending[Math.floor((ascending.length - 1) / 2)];
}
