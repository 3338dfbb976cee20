import type { ReactNode } from 'react';
import type { SlideSummary } from '#shared/contract/caseCommands.ts';
import { pictureUrl } from '../bridge/serviceClient.ts';
import { slideTexts } from '../texts/slide.ts';
import { Menu } from '../ui/Menu.tsx';
import { ToolbarSeparator } from '../ui/Toolbar.tsx';

interface SlidePickerProps { readonly slides: readonly SlideSummary[]; readonly current: SlideSummary; readonly onChoose: (slideId: number) => void }

const thumbnailPx = 64;

/** Which slide of the case is on the desk. Nothing where there is only one. */
export function SlidePicker({ slides, current, onChoose }: SlidePickerProps): ReactNode {
  if (slides.length < 2) return null;
  return (
    <>
      <Menu label={slideTexts.slideChosen(current.name, current.position + 1, slides.length)} choices={slides.map((slide) => ({
        id: String(slide.id), label: slide.name, isChecked: slide.id === current.id,
        before: <img className="slideThumbnail" alt="" src={pictureUrl('pictures.overview', { slideId: slide.id, longestPx: thumbnailPx })} />,
        run: () => { onChoose(slide.id); },
      }))}>{current.name} ▾</Menu>
      <ToolbarSeparator />
    </>
  );
}
