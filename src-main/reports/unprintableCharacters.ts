import type { DifferentialDocument } from '#shared/reports/differentialDocument.ts';
import { textRuns } from './fonts/textRuns.ts';

/** Characters of the document's words that no font of the report has; they are printed by their number. */
export function unprintableCharacters(document: DifferentialDocument): string[] {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value === 'string') textRuns(value, 400, 'sc', found);
    else if (value !== null && typeof value === 'object') Object.values(value).forEach(visit);
  };
  // Only what is printed, so that a path in a script without a font does not warn.
  visit([document.case, document.slides.map(({ name, format, problemFields, scaleNote }) => [name, format, problemFields, scaleNote]), document.models, document.scheme.rows, document.scheme.name, document.provider, document.warnings, document.notes, document.review]);
  return [...found];
}
