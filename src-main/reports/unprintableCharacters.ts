import type { DifferentialDocument } from '#shared/reports/differentialDocument.ts';
import { textRuns } from './fonts/textRuns.ts';

/** Characters of the document's words that no font of the report has; they are printed by their number. */
export function unprintableCharacters(document: DifferentialDocument): string[] {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value === 'string') textRuns(value, 400, 'sc', found);
    else if (value !== null && typeof value === 'object') Object.values(value).forEach(visit);
  };
  // All but the paths of slides, which are not printed: one in a script without a font does not warn.
  visit({ ...document, slides: document.slides.map((slide) => ({ ...slide, path: '' })) });
  return [...found];
}
