import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { BoxPx } from '#shared/geometry/box.ts';
import { slideTexts } from '../texts/slide.ts';
import { Button } from '../ui/Button.tsx';
import { useKeys } from '../ui/useKeys.ts';
import { boxAround, pullBox } from './draftBox.ts';
import { ReasonDialog } from './ReasonDialog.tsx';
import { boxOfTask, looking } from './slideTask.ts';
import type { SlideTask } from './slideTask.ts';
import type { SlideView } from './slideView.ts';

interface TaskBarProps {
  readonly slideView: SlideView | undefined;
  readonly task: Exclude<SlideTask, { kind: 'look' }>;
  readonly newCellSideAt: (xPx: number, yPx: number) => number;
  readonly onTask: (task: SlideTask) => void;
  readonly onExclude: (box: BoxPx, reason: string) => void;
  readonly onMoveArea: (areaId: number, box: BoxPx) => void;
}

/** CSS pixels by which an arrow key moves or sizes the box. */
const keyStep = 8;

function words(task: TaskBarProps['task']): string {
  if (task.kind === 'addCell') return task.box ? slideTexts.addCellName : slideTexts.addCellAsk;
  if (task.kind === 'excludeArea') return task.box ? slideTexts.excludeAreaBox : slideTexts.excludeAreaAsk;
  return slideTexts.moveAreaAsk;
}

/** What is being done on the slide, what to do next, and the way out of it; with the keys for those who draw without a mouse. */
export function TaskBar({ slideView, task, newCellSideAt, onTask, onExclude, onMoveArea }: TaskBarProps): ReactNode {
  const [asksReason, setAsksReason] = useState(false);
  const box = boxOfTask(task);
  const acts = useMemo(() => {
    const pull = (handle: 'all' | 'se', x: number, y: number) => (): void => {
      const scale = slideView?.view?.scale;
      if (box && scale) onTask({ ...task, box: pullBox(box, handle, (x * keyStep) / scale, (y * keyStep) / scale) });
    };
    return {
      pull,
      begin: () => {
        const view = slideView?.view;
        if (!view) return;
        const sidePx = task.kind === 'addCell' ? newCellSideAt(view.centreXPx, view.centreYPx) : Math.min(view.screenWidth, view.screenHeight) / view.scale / 3;
        onTask({ ...task, box: boxAround(view.centreXPx, view.centreYPx, sidePx) });
      },
      confirm: () => {
        if (task.kind === 'excludeArea' && task.box) setAsksReason(true);
        if (task.kind === 'moveArea') onMoveArea(task.areaId, task.box);
      },
      cancel: () => { onTask(task.kind !== 'moveArea' && box ? { kind: task.kind } : looking); },
      putBoxAway: () => { if (task.kind !== 'moveArea') onTask({ kind: task.kind }); },
    };
  }, [slideView, task, box, newCellSideAt, onTask, onMoveArea]);

  useKeys(useMemo(() => {
    const key = (keys: string | readonly string[], label: string, run: () => void, repeats = false) => ({ keys, label, group: slideTexts.draftBox, repeats, run });
    const arrows = [['ArrowLeft', -1, 0, slideTexts.pan.left], ['ArrowRight', 1, 0, slideTexts.pan.right], ['ArrowUp', 0, -1, slideTexts.pan.up], ['ArrowDown', 0, 1, slideTexts.pan.down]] as const;
    return [
      key('Escape', slideTexts.cancel, acts.cancel),
      // Without a box, too: the cell chosen before is not what is worked at.
      key(['Delete', 'Backspace'], slideTexts.putBoxAway, acts.putBoxAway),
      ...(box ? [
        ...arrows.map(([arrow, x, y, label]) => key(arrow, label, acts.pull('all', x, y), true)),
        ...arrows.map(([arrow, x, y]) => key(`Shift+${arrow}`, x + y > 0 ? slideTexts.grow : slideTexts.shrink, acts.pull('se', x, y), true)),
        key('Enter', task.kind === 'moveArea' ? slideTexts.keepHere : slideTexts.giveReason, acts.confirm),
      ] : [key('Enter', slideTexts.boxInMiddle, acts.begin)]),
    ];
  }, [acts, box, task.kind]));

  return (
    <div className="taskBar" role="status">
      <span>{words(task)}</span>
      {!box && <Button onPress={acts.begin} shortcut="Enter">{slideTexts.boxInMiddle}</Button>}
      {box && task.kind === 'excludeArea' && <Button kind="main" onPress={acts.confirm} shortcut="Enter">{slideTexts.giveReason}</Button>}
      {task.kind === 'moveArea' && <Button kind="main" onPress={acts.confirm} shortcut="Enter">{slideTexts.keepHere}</Button>}
      <Button onPress={acts.cancel} shortcut="Escape">{slideTexts.cancel}</Button>
      {asksReason && box && <ReasonDialog onClose={() => { setAsksReason(false); }} onReason={(reason) => { setAsksReason(false); onExclude(box, reason); }} />}
    </div>
  );
}
