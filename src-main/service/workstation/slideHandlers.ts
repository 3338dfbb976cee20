import { readingView } from '#main/cases/review/readingView.ts';
import { blockGrid } from './blockGrid.ts';
import type { Feature } from './workstationContext.ts';

/** What the viewer needs to know of a slide before its first tile. */
export const slideHandlers: Feature = ({ library, slides }) => ({
  'slides.describe': ({ slideId, reading }) => slides.use(slideId, (source, slide) => {
    const choice = library.regions.choice(slideId);
    const [base] = source.levels;
    const leftOut = new Map(library.regions.fieldProblems(slideId).map(({ field, problem, kind }) => [field, { why: problem, isUnreadable: kind === 'unreadable' }]));
    const scales = library.slides.fieldScales(slideId);
    const map = choice && blockGrid(choice.qualityMap, base);
    return Promise.resolve({
      slideId,
      levels: source.levels.map(({ widthPx, heightPx, downsample, tileWidthPx, tileHeightPx }) => ({ widthPx, heightPx, downsample, tileWidthPx, tileHeightPx })),
      ...(slide.micrometresPerPixel === null ? source.micrometresPerPixel !== undefined && { micrometresPerPixel: source.micrometresPerPixel } : { micrometresPerPixel: slide.micrometresPerPixel }),
      fields: source.fields.map(({ name, box, problem }) => ({
        name, box, ...(scales.has(name) && { micrometresPerPixel: scales.get(name) }), ...(problem === undefined ? leftOut.has(name) && { leftOut: leftOut.get(name)! } : { problem }),
      })),
      regions: library.regions.ofSlide(slideId).map(({ box, state, problem }) => ({ box, state, ...(problem !== null && { problem }) })),
      excludedAreas: readingView(library, slide.caseId, reading ?? 'first').areas.filter((area) => area.slideId === slideId).map(({ id, box, reason }) => ({ areaId: id, box, reason })),
      ...(choice && { verdict: { verdict: choice.verdict, reasons: [...choice.reasons] } }),
      ...(map && { qualityMap: map }),
    });
  }),
});
