import { useEffect, useState } from 'react';
import type { RefObject } from 'react';
import type { SlideDescription } from '#shared/contract/caseCommands.ts';
import { pictureUrl } from '../bridge/serviceClient.ts';
import { slideTexts } from '../texts/slide.ts';
import { SlideView } from './slideView.ts';
import { overviewPx, viewerLevels } from './viewerLevels.ts';

/**
 * The viewer of a slide, made in `picture` with its small picture in `navigator`; undefined before it is made. It stays the same
 * while regions are counted and areas excluded: only another slide, or other levels, make another.
 */
export function useSlideView(picture: RefObject<HTMLElement | null>, navigator: RefObject<HTMLElement | null>, { slideId, levels }: SlideDescription): SlideView | undefined {
  const [slideView, setSlideView] = useState<SlideView>();
  const shape = JSON.stringify(levels);
  useEffect(() => {
    if (!picture.current || !navigator.current) return undefined;
    const made = new SlideView(picture.current, navigator.current, `${slideTexts.picture}. ${slideTexts.pictureHelp}`, viewerLevels(JSON.parse(shape) as SlideDescription['levels']),
      ({ fileLevel }, column, row) => (fileLevel === undefined ? pictureUrl('pictures.overview', { slideId, longestPx: overviewPx }) : pictureUrl('pictures.tile', { slideId, level: fileLevel, column, row })));
    setSlideView(made);
    return () => {
      setSlideView(undefined);
      made.close();
    };
  }, [picture, navigator, slideId, shape]);
  return slideView;
}
