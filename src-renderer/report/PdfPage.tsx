import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { reportTexts } from '../texts/report.ts';
import { drawPage } from './drawPage.ts';
import type { DrawnSize } from './pageSize.ts';
import styles from './PdfPages.module.css';

interface PdfPageProps {
  readonly page: PDFPageProxy;
  readonly pages: number;
  readonly size: DrawnSize;
  readonly onDrawn: (page: PDFPageProxy) => void;
  readonly onFailure: (error: unknown) => void;
}

/** One page of the report. The one before it stays until the new one is whole, so that nothing flickers while texts are typed. */
export function PdfPage({ page, pages, size, onDrawn, onFailure }: PdfPageProps): ReactNode {
  const sheet = useRef<HTMLDivElement>(null);
  const { widthPx, heightPx, scale, cssWidth, cssHeight } = size;
  useEffect(() => {
    let isStopped = false;
    const drawing = drawPage(page, { widthPx, heightPx, scale, cssWidth, cssHeight }, styles.text);
    drawing.drawn.then(
      (parts) => { if (!isStopped) { sheet.current?.replaceChildren(...parts); onDrawn(page); } },
      (error: unknown) => { if (!isStopped) onFailure(error); },
    );
    return () => { isStopped = true; drawing.stop(); };
  }, [page, widthPx, heightPx, scale, cssWidth, cssHeight, onDrawn, onFailure]);
  return <section className={styles.page} aria-label={reportTexts.pages.page(page.pageNumber, pages)} style={{ inlineSize: cssWidth, blockSize: cssHeight }}><div ref={sheet} /></section>;
}
