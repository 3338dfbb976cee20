import type { SlideField, SlideSource } from './slideSource.ts';

/** An open slide with other fields than its own (level-0 pixels): parts of it, or some of its pictures. What it states as a whole is left out; closing it closes the slide. */
export function withFields(slide: SlideSource, fields: readonly SlideField[]): SlideSource {
  return {
    path: slide.path, format: slide.format, levels: slide.levels, fields, micrometresPerPixel: undefined,
    readTile: (...tile) => slide.readTile(...tile),
    readRegion: (...region) => slide.readRegion(...region),
    compressedTile: (...tile) => slide.compressedTile(...tile),
    filesOf: (field) => slide.filesOf(field),
    hash: (...given) => slide.hash(...given),
    close: () => slide.close(),
  };
}
