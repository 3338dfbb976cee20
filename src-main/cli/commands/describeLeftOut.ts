import type { DocumentSlide } from '#shared/reports/differentialDocument.ts';

/** Fields of a slide that are named on a terminal. */
const mostNamed = 5;

/** The fields of each slide that were left out or hold no cell, the first few by name, in lines for a terminal. */
export function describeLeftOut(slides: readonly Pick<DocumentSlide, 'name' | 'problemFields'>[]): string[] {
  return slides.filter(({ problemFields }) => problemFields.length > 0).flatMap(({ name, problemFields }) => [
    `Left out, wholly or in part, or without a nucleated cell, in ${name}:`,
    ...problemFields.slice(0, mostNamed).map(({ name: field, problem }) => `  ${field}: ${problem}`),
    ...(problemFields.length > mostNamed ? [`  and ${String(problemFields.length - mostNamed)} more; all stand in differential.json`] : []),
  ]);
}
