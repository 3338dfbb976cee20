/** How large pages are drawn: to the width of their place, or in percent of the paper's size. */
export type PageZoom = 'width' | number;

export const zoomSteps: readonly number[] = [50, 75, 100, 125, 150, 200, 300];

/** CSS pixels a PDF point, 72 to the inch, at 100 %. */
const cssPixelsPerPoint = 96 / 72;

export interface DrawnSize {
  /** Whole pixels of the screen. */
  readonly widthPx: number;
  readonly heightPx: number;
  /** Screen pixels a PDF point. */
  readonly scale: number;
  readonly cssWidth: number;
  readonly cssHeight: number;
}

/**
 * The size of a page in whole screen pixels, so that it is sharp at 125 and 150 % too: the browser then has nothing to resample.
 * `page` in points; `roomCss`: width of its place in CSS pixels.
 */
export function drawnSize(page: { readonly width: number; readonly height: number }, zoom: PageZoom, roomCss: number, devicePixelRatio: number): DrawnSize {
  const wantedCss = zoom === 'width' ? roomCss : page.width * cssPixelsPerPoint * (zoom / 100);
  const widthPx = Math.max(1, Math.floor(wantedCss * devicePixelRatio));
  const scale = widthPx / page.width;
  const heightPx = Math.max(1, Math.round(page.height * scale));
  return { widthPx, heightPx, scale, cssWidth: widthPx / devicePixelRatio, cssHeight: heightPx / devicePixelRatio };
}

/** The next step larger (1) or smaller (-1) than what is shown now, in percent; the same where there is none. */
export function nextZoom(shownPercent: number, direction: 1 | -1): number {
  const steps = direction === 1 ? zoomSteps : zoomSteps.toReversed();
  return steps.find((step) => direction * (step - shownPercent) > 0.5) ?? Math.round(shownPercent);
}

/** What a drawn width is in percent of the paper. */
export const percentOf = (page: { readonly width: number }, cssWidth: number): number => (100 * cssWidth) / (page.width * cssPixelsPerPoint);
