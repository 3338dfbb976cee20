import { useCallback, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { TimedProgress } from '../bridge/timedProgress.ts';
import { reportTexts } from '../texts/report.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Progress } from '../ui/Progress.tsx';
import { Toolbar, ToolbarSeparator } from '../ui/Toolbar.tsx';
import { drawnSize, nextZoom, percentOf } from './pageSize.ts';
import type { PageZoom } from './pageSize.ts';
import { PdfPage } from './PdfPage.tsx';
import { usePdfPages } from './usePdfPages.ts';
import { useRoom } from './useRoom.ts';
import styles from './PdfPages.module.css';

const texts = reportTexts.pages;

interface PdfPagesProps {
  /** The PDF; undefined while it is being made for the first time. */
  readonly bytes?: Uint8Array;
  /** A newer PDF is on its way. */
  readonly isFollowing: boolean;
  /** How far that is, where it takes long. */
  readonly progress?: TimedProgress;
  /** Called once every page of these bytes stands on the screen. */
  readonly onShown: (bytes: Uint8Array) => void;
  /** Beside the zoom: the paper, and what is saved. */
  readonly tools: ReactNode;
}

/** The PDF's own pages, sharp at every scale of the screen, with their text for screen readers. */
export function PdfPages({ bytes, isFollowing, progress, onShown, tools }: PdfPagesProps): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const { widthCss, devicePixelRatio } = useRoom(place);
  const [zoom, setZoom] = useState<PageZoom>('width');
  const [failure, setFailure] = useState<unknown>();
  const { pages, bytes: readBytes, error } = usePdfPages(bytes);
  const drawn = useRef(new WeakSet<PDFPageProxy>());

  const onDrawn = useCallback((page: PDFPageProxy): void => {
    drawn.current.add(page);
    setFailure(undefined);
    if (readBytes && pages.every((other) => drawn.current.has(other))) onShown(readBytes);
  }, [pages, readBytes, onShown]);
  const sizes = widthCss > 0 ? pages.map((page) => { const [x, y, right, top] = page.view; return drawnSize({ width: right - x, height: top - y }, zoom, widthCss, devicePixelRatio); }) : [];
  const shownPercent = sizes.length > 0 ? percentOf({ width: pages[0].view[2] - pages[0].view[0] }, sizes[0].cssWidth) : 100;
  const problem = error ?? failure;
  return (
    <section className={styles.pages} aria-label={texts.title}>
      <div className={styles.tools}>
        <Toolbar label={texts.zoom}>
          <Button isPressed={zoom === 'width'} onPress={() => { setZoom('width'); }}>{texts.fitWidth}</Button>
          <Button aria-label={texts.smaller} onPress={() => { setZoom(nextZoom(shownPercent, -1)); }}>−</Button>
          <Button aria-label={texts.larger} onPress={() => { setZoom(nextZoom(shownPercent, 1)); }}>+</Button>
          <span className="figures quiet">{texts.percent(Math.round(shownPercent))}</span>
          <ToolbarSeparator />
          {tools}
        </Toolbar>
        <span className="quiet" role="status">{isFollowing && !progress ? (pages.length > 0 ? texts.following : texts.loading) : ''}</span>
      </div>
      {isFollowing && progress && <div className={styles.working}><Progress {...progress} /></div>}
      {problem !== undefined && <Notice sentence={texts.failed} remedy={texts.failedRemedy} />}
      <div ref={place} className={styles.desk} tabIndex={0} role="group" aria-label={texts.title}>
        {sizes.map((size, i) => <PdfPage key={pages[i].pageNumber} page={pages[i]} pages={pages.length} size={size} onDrawn={onDrawn} onFailure={setFailure} />)}
      </div>
    </section>
  );
}
