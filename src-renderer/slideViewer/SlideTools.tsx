import { memo } from 'react';
import type { Dispatch, ReactNode, SetStateAction } from 'react';
import type { SlideDescription } from '#shared/contract/caseCommands.ts';
import { slideTexts } from '../texts/slide.ts';
import { Button } from '../ui/Button.tsx';
import { Toolbar, ToolbarSeparator } from '../ui/Toolbar.tsx';
import type { SlideLayers } from './slideLayers.ts';
import type { SlideTask } from './slideTask.ts';
import type { SlideView } from './slideView.ts';
import { SlideViewToolbar } from './SlideViewToolbar.tsx';

interface SlideToolsProps {
  readonly slideView: SlideView | undefined;
  readonly description: SlideDescription;
  readonly layers: SlideLayers;
  readonly task: SlideTask['kind'];
  readonly isReadOnly: boolean;
  readonly slidePicker: ReactNode;
  readonly onLayers: Dispatch<SetStateAction<SlideLayers>>;
  readonly onBegin: (kind: 'addCell' | 'excludeArea') => void;
}

/** What stands above a slide: which slide, how it is looked at, what lies over it, and what is done to it. Not drawn again for a cell that is named. */
export const SlideTools = memo(function SlideTools({ slideView, description, layers, task, isReadOnly, slidePicker, onLayers, onBegin }: SlideToolsProps): ReactNode {
  const toggle = (layer: keyof SlideLayers) => (): void => { onLayers((before) => ({ ...before, [layer]: !before[layer] })); };
  const hasCounted = description.regions.some(({ state }) => state === 'counted');
  return (
    <Toolbar label={slideTexts.view}>
      {slidePicker}
      <SlideViewToolbar slideView={slideView} slide={description} />
      <ToolbarSeparator />
      <Button isPressed={layers.cells} onPress={toggle('cells')}>{slideTexts.cells}</Button>
      {hasCounted && <Button isPressed={layers.dim} aria-label={slideTexts.countedName} onPress={toggle('dim')}>{slideTexts.counted}</Button>}
      <Button isPressed={layers.quality} onPress={toggle('quality')}>{slideTexts.quality}</Button>
      <ToolbarSeparator />
      <Button isDisabled={isReadOnly} isPressed={task === 'addCell'} onPress={() => { onBegin('addCell'); }}>{slideTexts.addCell}</Button>
      <Button isDisabled={isReadOnly} isPressed={task === 'excludeArea'} onPress={() => { onBegin('excludeArea'); }}>{slideTexts.excludeArea}</Button>
    </Toolbar>
  );
});
