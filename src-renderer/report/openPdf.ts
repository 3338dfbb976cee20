import { PDFWorker, getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PDFDocumentLoadingTask } from 'pdfjs-dist/legacy/build/pdf.mjs';
import PdfReadingWorker from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?worker';

let worker: PDFWorker | undefined;

/**
 * Begins to read a PDF. The worker comes with the window, nothing is fetched and nothing is evaluated, so a strict content
 * security policy holds. The older build runs in every window that Electron gives us. One worker serves all documents.
 */
export function openPdf(bytes: Uint8Array): PDFDocumentLoadingTask {
  worker ??= PDFWorker.create({ port: new PdfReadingWorker() });
  // The worker takes the bytes with it: they are copied, because they are shown again at another size.
  return getDocument({ data: bytes.slice(), worker, useWasm: false, isEvalSupported: false });
}
