import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';
import type { SlideDescription } from '#shared/contract/caseCommands.ts';
import { AreaLayer } from './areaLayer.ts';
import { CellLayer } from './cellLayer.ts';
import { paintQuality } from './paintQuality.ts';
import type { SlideCells } from './slideCells.ts';
import type { SlideLayers } from './slideLayers.ts';
import type { SlideView } from './slideView.ts';

interface PaintedSlide {
  readonly slideView: SlideView | undefined;
  /** Canvas over the viewer, for the cells. */
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  readonly slideCells: SlideCells;
  readonly description: SlideDescription;
  readonly layers: SlideLayers;
  readonly withoutArea: number | undefined;
}

/** Keeps what lies over the slide painted: areas and quality with the slide itself, cells on their own canvas. */
export function useSlideLayers({ slideView, canvas, slideCells, description, layers, withoutArea }: PaintedSlide): void {
  const areas = useRef({ description, layers, withoutArea });
  useEffect(() => {
    areas.current = { description, layers, withoutArea };
    slideView?.redraw();
  }, [slideView, description, layers, withoutArea]);

  useEffect(() => {
    if (!slideView) return undefined;
    const areaLayer = new AreaLayer(() => { slideView.redraw(); });
    const end = slideView.onDraw((view, context) => {
      const { description: seen, layers: { dim, quality }, withoutArea: moved } = areas.current;
      const pixelRatio = context.canvas.width / view.screenWidth;
      if (quality && seen.qualityMap) paintQuality(context, view, pixelRatio, seen.qualityMap);
      // Dimmed, the quality map could not be read.
      areaLayer.draw(context, view, pixelRatio, { description: seen, dim: dim && !quality, withoutArea: moved });
    });
    return () => { end(); areaLayer.end(); };
  }, [slideView]);

  useEffect(() => {
    if (!slideView || !canvas.current) return undefined;
    const layer = new CellLayer(canvas.current);
    layer.show(layers.cells ? slideCells : undefined);
    if (slideView.view) layer.paint(slideView.view);
    const ends = [
      slideView.onMove((view) => { layer.follow(view); }),
      slideCells.onChanged((rows) => {
        if (!layers.cells) return;
        if (rows === 'all') layer.show(slideCells);
        else layer.paintRows(rows);
      }),
    ];
    return () => {
      for (const end of ends) end();
      layer.end();
    };
  }, [slideView, canvas, slideCells, layers.cells]);
}
