import path from 'node:path';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import type { Detector } from '#main/analysis/detection/detector.ts';
import { measureEachPictureOnce } from '#main/analysis/scale/measureEachPictureOnce.ts';
import type { ScaleMeasurement } from '#main/analysis/scale/measureScale.ts';
import { scaleConfidence, type ScaleConfidence } from '#main/analysis/scale/scaleConfidence.ts';
import type { SlideSource } from '#main/slides/slideSource.ts';

/** The scale of a field picture, and who says so. */
export interface FieldScale {
  readonly micrometresPerPixel: number;
  readonly from: 'user' | 'file' | 'red cells';
  /** Of a scale from red cells: how many lie singly and round in its folder, and how far what they say can be relied on. */
  readonly measured?: MeasuredConfidence;
}
export interface MeasuredConfidence extends ScaleConfidence { readonly redCells: number }

export interface FieldScaleTools {
  readonly detector: Detector;
  readonly openSlide: (path: string) => Promise<SlideSource>;
  /** Measures a folder of pictures as one slide. */
  readonly measureScale: (source: SlideSource, detector: Detector, context: WorkContext) => Promise<Pick<ScaleMeasurement, 'scaleOfField' | 'redCells' | 'spread'>>;
}

/**
 * Tells the scale of each picture of a folder: as the user says, else as the picture's file says, else measured from the red cells of
 * the whole folder, each picture once, pooled over those of one camera as for a slide. Nothing is measured before a picture needs it. Undefined for a picture
 * that can't be measured though others can.
 *
 * @throws MyeloscopeError `bad-input` for a scale of the user's that is none; the function given: `scale-unknown`, `cancelled`, and what opening
 *   the folder throws, which concerns all of its pictures
 */
export function fieldScales(
  imagesDirectory: string, micrometresPerPixel: number | undefined, { detector, openSlide, measureScale }: FieldScaleTools, context: WorkContext,
): (picture: SlideSource) => Promise<FieldScale | undefined> {
  if (micrometresPerPixel !== undefined) {
    if (!(micrometresPerPixel >= 0.01 && micrometresPerPixel <= 50)) throw new MyeloscopeError('bad-input', `${micrometresPerPixel} µm is no size of a pixel.`, 'Give 0.01 to 50 µm.');
    return () => Promise.resolve({ micrometresPerPixel, from: 'user' });
  }
  const measureFolder = async () => {
    const folder = await openSlide(imagesDirectory);
    try {
      const hashes = new Map<string, string>();
      await folder.hash(context.signal, undefined, (field, sha256) => hashes.set(field, sha256));
      const { scaleOfField, redCells, spread } = await measureEachPictureOnce(folder, hashes, (once) => measureScale(once, detector, context));
      const measured = redCells !== null && spread !== null ? { redCells, ...scaleConfidence(redCells, spread) } : undefined;
      const stated = new Set(folder.fields.flatMap(({ name, micrometresPerPixel: ofFile }) => (ofFile === undefined ? [] : [name])));
      return (name: string): FieldScale | undefined => {
        const scale = scaleOfField(name);
        if (scale === undefined) return undefined;
        return stated.has(name) ? { micrometresPerPixel: scale, from: 'file' } : { micrometresPerPixel: scale, from: 'red cells', ...(measured && { measured }) };
      };
    } finally {
      await folder.close();
    }
  };
  let measured: ReturnType<typeof measureFolder> | undefined;
  return async (picture) => {
    if (picture.micrometresPerPixel !== undefined) return { micrometresPerPixel: picture.micrometresPerPixel, from: 'file' };
    // A measurement that failed is not kept: it would be handed to every picture after.
    measured ??= measureFolder().catch((cause: unknown) => { measured = undefined; throw cause; });
    return (await measured)(path.basename(picture.path));
  };
}
