import { openLibrary } from '#main/store/library.ts';

/** All that a library holds of its first case that does not depend on when it was counted, for comparison bit by bit. */
export function libraryContent(directory: string): unknown {
  const library = openLibrary(directory);
  try {
    return library.slides.ofCase(1).map((slide) => ({
      slide,
      choice: library.regions.choice(slide.id),
      regions: library.regions.ofSlide(slide.id).map((region) => ({ ...region, countedAt: region.countedAt !== null })),
      cells: library.cells.ofSlide(slide.id),
      problems: library.regions.fieldProblems(slide.id),
    }));
  } finally {
    library.close();
  }
}
