import type { DocumentSlide } from './differentialDocument.ts';

/** The smears that gave counted cells. Those counted by eye are of no smear that is known. */
export const smearsWithCells = (slides: readonly DocumentSlide[]): DocumentSlide[] => slides.filter(({ cellsCounted }) => cellsCounted > 0);
