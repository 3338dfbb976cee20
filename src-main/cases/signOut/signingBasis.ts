import { classCodes } from '#shared/taxonomy/cellClasses.ts';
import type { Reading } from '#shared/contract/parts.ts';
import type { ReviewedColumns } from '../review/caseColumns.ts';
import type { Library } from '#main/store/library.ts';

/** One cell as it was signed: id, place of its slide, box (level-0 pixels), call, machine's call, what it would have said if it had to, bits of `cellState`. */
export type SignedCell = readonly [id: number, slide: number, xPx: number, yPx: number, widthPx: number, heightPx: number, code: string, machineCode: string, forcedCode: string, state: number];

/** Everything that a report is made from: with the same basis the program makes the same document. JSON. */
export interface SigningBasis {
  readonly format: 'myeloscope-signing-basis';
  readonly version: 1;
  readonly reading: Reading;
  /** Who read, and how many acts each reading has. */
  readonly readings: readonly { readonly reading: Reading; readonly reader?: string; readonly acts: number }[];
  readonly cells: readonly SignedCell[];
  readonly excludedAreas: readonly { readonly slideId: number; readonly reason: string; readonly box: readonly number[] }[];
  /** What the document was built from beside the cells: rules, ranges, fields, slides and models with their hashes, the confusion matrix. */
  readonly documentInput: unknown;
}

const readings = ['first', 'second', 'consensus'] as const;

/** The basis of a case as a reading has it now. `documentInput` must be of the same moment: call it in one turn with what read that. */
export function signingBasis(library: Library, caseId: number, reading: Reading, columns: ReviewedColumns, areas: SigningBasis['excludedAreas'], documentInput: unknown): SigningBasis {
  const { ids, slides, boxes, codes, machineCodes, forcedCodes, states } = columns;
  return {
    format: 'myeloscope-signing-basis', version: 1, reading,
    readings: readings.flatMap((of) => {
      const begun = library.readings.find(caseId, of);
      const acts = library.reviewActs.lastNumber(caseId, of);
      return begun || acts > 0 ? [{ reading: of, ...(begun && { reader: begun.reader }), acts }] : [];
    }),
    cells: Array.from(ids, (id, row): SignedCell => [
      id, slides[row], boxes[4 * row], boxes[4 * row + 1], boxes[4 * row + 2], boxes[4 * row + 3],
      classCodes[codes[row]], classCodes[machineCodes[row]], classCodes[forcedCodes[row]], states[row],
    ]),
    excludedAreas: areas,
    // As JSON has it: dates as text, nothing undefined.
    documentInput: JSON.parse(JSON.stringify(documentInput)) as unknown,
  };
}
