import type { ReactNode } from 'react';
import type { SlideDescription } from '#shared/contract/caseCommands.ts';
import type { BoxPx } from '#shared/geometry/box.ts';
import { slideTexts } from '../texts/slide.ts';
import { Button } from '../ui/Button.tsx';
import { scaleOfBox } from './scaleOnSlide.ts';
import type { ScaledSlide } from './scaleOnSlide.ts';

type ExcludedArea = SlideDescription['excludedAreas'][number];

interface AreasPanelProps {
  readonly areas: readonly ExcludedArea[];
  readonly slide: ScaledSlide;
  readonly isReadOnly: boolean;
  readonly onShow: (box: BoxPx) => void;
  readonly onMove: (area: ExcludedArea) => void;
  readonly onInclude: (areaId: number) => void;
}

/** The areas that are left out of the count, with their reasons. */
export function AreasPanel({ areas, slide, isReadOnly, onShow, onMove, onInclude }: AreasPanelProps): ReactNode {
  const size = (box: BoxPx): string => {
    const micrometresPerPixel = scaleOfBox(slide, box), { widthPx, heightPx } = box;
    return micrometresPerPixel === undefined ? slideTexts.sizePixels(widthPx, heightPx) : slideTexts.sizeMm(widthPx * micrometresPerPixel, heightPx * micrometresPerPixel);
  };
  return (
    <section className="sidePart" aria-label={slideTexts.areas}>
      <h2>{slideTexts.areas}</h2>
      {areas.length === 0 && <p className="quiet">{slideTexts.noAreas}</p>}
      <ul className="areaList">
        {areas.map((area) => (
          <li key={area.areaId}>
            <span className="areaWords">{slideTexts.areaOf(area.reason, size(area.box))}</span>
            <Button kind="quiet" aria-label={slideTexts.ofArea(slideTexts.showArea, area.reason)} onPress={() => { onShow(area.box); }}>{slideTexts.showArea}</Button>
            <Button kind="quiet" isDisabled={isReadOnly} aria-label={slideTexts.ofArea(slideTexts.moveArea, area.reason)} onPress={() => { onMove(area); }}>{slideTexts.moveArea}</Button>
            <Button kind="quiet" isDisabled={isReadOnly} aria-label={slideTexts.ofArea(slideTexts.includeArea, area.reason)} onPress={() => { onInclude(area.areaId); }}>{slideTexts.includeArea}</Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
