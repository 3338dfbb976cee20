import type { BoxPx } from '#shared/geometry/box.ts';
import type { SlideField, SlideSource } from './slideSource.ts';

/** Some parts of an open slide (level-0 pixels) as the fields of a slide that states no scale. They are named by their place in the list; closing it closes the slide. */
export function partsOfSlide(slide: SlideSource, parts: readonly BoxPx[]): SlideSource {
  return {
    path: slide.path, format: slide.format, levels: slide.levels,
    fields: parts.map((box, index): SlideField => ({ name: String(index), box })),
    micrometresPerPixel: undefined,
    readTile: (...tile) => slide.readTile(...tile),
    readRegion: (...region) => slide.readRegion(...region),
    compressedTile: (...tile) => slide.compressedTile(...tile),
    filesOf: (field) => slide.filesOf(field),
    hash: (...given) => slide.hash(...given),
    close: () => slide.close(),
  };
}
