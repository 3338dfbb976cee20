import type { SlideField, SlideSource } from '#main/slides/slideSource.ts';
import { withFields } from '#main/slides/withFields.ts';
import type { ScaleMeasurement } from './measureScale.ts';

/**
 * Measures a slide of which some fields may be copies of others. Each picture takes part once: the same red cells seen again make nothing
 * surer. Copies have the scale of the picture that was measured for them, and stand in no list.
 *
 * @param hashes SHA-256 of the fields' files, by name; a field without one is taken for no copy
 */
export async function measureEachPictureOnce<Measured extends Pick<ScaleMeasurement, 'scaleOfField'>>(
  source: SlideSource, hashes: ReadonlyMap<string, string>, measure: (once: SlideSource) => Promise<Measured>,
): Promise<Measured> {
  const pictureOf = (name: string): string => hashes.get(name) ?? name;
  const firstOf = new Map<string, SlideField>();
  for (const field of source.fields) if (!firstOf.has(pictureOf(field.name))) firstOf.set(pictureOf(field.name), field);
  const measured = await measure(withFields(source, [...firstOf.values()]));
  return { ...measured, scaleOfField: (name) => measured.scaleOfField(firstOf.get(pictureOf(name))?.name ?? name) };
}
