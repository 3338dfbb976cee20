import { useEffect, useState } from 'react';
import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { openPdf } from './openPdf.ts';

/** How long pages of an older PDF are kept: until those of the newer one have taken their place. */
const keptMs = 5000;

interface ReadPages {
  readonly pages: readonly PDFPageProxy[];
  /** What they were read from. */
  readonly bytes?: Uint8Array;
  readonly error?: unknown;
}

/** The pages of a PDF, and of the one before it until the new one is read. */
export function usePdfPages(bytes: Uint8Array | undefined): ReadPages {
  const [read, setRead] = useState<ReadPages>({ pages: [] });
  useEffect(() => {
    if (!bytes) return undefined;
    let isStopped = false;
    const task = openPdf(bytes);
    const readAll = async (): Promise<void> => {
      try {
        const pdf = await task.promise;
        const pages = await Promise.all(Array.from({ length: pdf.numPages }, (_, i) => pdf.getPage(i + 1)));
        if (!isStopped) setRead({ pages, bytes });
      } catch (error) {
        if (!isStopped) setRead({ pages: [], bytes, error });
      }
    };
    void readAll();
    return () => { isStopped = true; setTimeout(() => { void task.destroy(); }, keptMs); };
  }, [bytes]);
  return read;
}
