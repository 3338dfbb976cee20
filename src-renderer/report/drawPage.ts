import { TextLayer } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { DrawnSize } from './pageSize.ts';

/** A page being drawn: its picture and its text, and a way to stop. */
export interface PageDrawing { readonly drawn: Promise<readonly HTMLElement[]>; stop(): void }

/**
 * Draws a page, and over it, unseen, its text for screen readers and for selecting. Nothing is put into the document until all
 * of it is there, so that an older page can stand in its place meanwhile. Rejects where the page can't be drawn or was stopped.
 */
export function drawPage(page: PDFPageProxy, size: DrawnSize, textClass: string): PageDrawing {
  const canvas = document.createElement('canvas');
  canvas.width = size.widthPx;
  canvas.height = size.heightPx;
  canvas.ariaHidden = 'true';
  Object.assign(canvas.style, { inlineSize: `${size.cssWidth}px`, blockSize: `${size.cssHeight}px`, display: 'block' });
  const picture = page.render({ canvas, viewport: page.getViewport({ scale: size.scale }) });

  const text = document.createElement('div');
  text.className = textClass;
  // The names under which pdf.js looks for its measures.
  text.style.setProperty('--total-scale-factor', String(size.cssWidth / (size.widthPx / size.scale)));
  text.style.setProperty('--scale-round-x', '1px');
  text.style.setProperty('--scale-round-y', '1px');
  const layer = new TextLayer({ textContentSource: page.streamTextContent(), container: text, viewport: page.getViewport({ scale: size.cssWidth / (size.widthPx / size.scale) }) });
  return {
    drawn: Promise.all([picture.promise, layer.render() as Promise<void>]).then(() => [canvas, text]),
    stop() { picture.cancel(); layer.cancel(); },
  };
}
