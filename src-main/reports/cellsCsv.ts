import type { BoxPx } from '#shared/geometry/box.ts';
import type { PlaceInField } from '#main/slides/placeInField.ts';

/** One cell of the list. Box in level-0 pixels; `probabilities` in the order of the list's classes. */
export interface ListedCell {
  readonly slide: string;
  readonly box: BoxPx;
  readonly code: string;
  readonly forcedCode: string;
  readonly probabilities: ArrayLike<number>;
  /** From 1, in the order of the report's slides. */
  readonly slideNumber: number;
  /** Of the slide, as the report has it; its beginning is written. */
  readonly slideSha256: string;
  /** Of the centre; undefined where nothing was photographed. */
  readonly placeInField: PlaceInField | undefined;
}

/** Enough to tell the slides of any laboratory apart. */
const hashDigits = 16;

/**
 * A field of text as RFC 4180 writes it. Text a spreadsheet would run as a formula gets an apostrophe in front
 * (OWASP, CSV injection): a slide may have any name, and its list is opened with a double click.
 */
export function csvField(text: string): string {
  const safe = /^[\s]*[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const pixels = (value: number): string => (Math.round(value * 10) / 10).toString();
const pixelsOrNone = (value: number | undefined): string => (value === undefined ? '' : pixels(value));
const probability = (value: number): string => (Number.isFinite(value) ? value.toFixed(4) : '');

/** The lines of `cells.csv`, head first, each with its CRLF: for a list too long to hold as one text. */
export function* cellsCsvLines(cells: Iterable<ListedCell>, classes: readonly string[]): Generator<string, void, undefined> {
  const head = ['slide', 'centre_x_px', 'centre_y_px', 'box_x_px', 'box_y_px', 'box_width_px', 'box_height_px', 'class', 'forced_class', ...classes.map((code) => `p_${code}`),
    // Behind all that stood here first: who reads columns by their place goes on reading them.
    'slide_number', 'slide_sha256', 'field', 'centre_x_in_field_px', 'centre_y_in_field_px'];
  yield `${head.map(csvField).join(',')}\r\n`;
  for (const { slide, box, code, forcedCode, probabilities, slideNumber, slideSha256, placeInField } of cells) {
    if (probabilities.length !== classes.length) throw new RangeError(`A cell of ${slide} has ${probabilities.length} probabilities for ${classes.length} classes`);
    const { xPx, yPx, widthPx, heightPx } = box;
    const numbers = [xPx + widthPx / 2, yPx + heightPx / 2, xPx, yPx, widthPx, heightPx].map(pixels);
    const origin = [String(slideNumber), slideSha256.slice(0, hashDigits), csvField(placeInField?.field ?? ''), pixelsOrNone(placeInField?.xPx), pixelsOrNone(placeInField?.yPx)];
    yield `${[csvField(slide), ...numbers, csvField(code), csvField(forcedCode), ...Array.from(probabilities, probability), ...origin].join(',')}\r\n`;
  }
}

/**
 * `cells.csv`: every cell with slide, centre and box in level-0 pixels, the class shown, the most probable class, and the
 * probability of each of `classes`; then which slide that is, in which of its field pictures the cell lies, and where in it.
 * UTF-8, CRLF, safe to open in a spreadsheet.
 */
export function cellsCsv(cells: Iterable<ListedCell>, classes: readonly string[]): string {
  return [...cellsCsvLines(cells, classes)].join('');
}
