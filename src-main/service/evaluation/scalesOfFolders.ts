import path from 'node:path';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import { fieldScales, type FieldScaleTools } from './fieldScales.ts';

/**
 * As `fieldScales`, for pictures in several folders, whose paths are given: each folder is measured by itself, for it may be of another
 * camera, and one with too few red cells says nothing of the others.
 */
export function scalesOfFolders(pictures: readonly string[], micrometresPerPixel: number | undefined, tools: FieldScaleTools, context: WorkContext): ReturnType<typeof fieldScales> {
  const folders = new Set(pictures.map((picture) => path.dirname(picture)));
  const measureScale: FieldScaleTools['measureScale'] = (...folder) => tools.measureScale(...folder).catch((cause: unknown) => {
    if (folders.size > 1 && cause instanceof MyeloscopeError && cause.code === 'scale-unknown') return { scaleOfField: () => undefined, redCells: null, spread: null };
    throw cause;
  });
  const scalesIn = new Map([...folders].map((folder) => [folder, fieldScales(folder, micrometresPerPixel, { ...tools, measureScale }, context)]));
  return (picture) => scalesIn.get(path.dirname(picture.path))!(picture);
}
