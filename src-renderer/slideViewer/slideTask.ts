import type { BoxPx } from '#shared/geometry/box.ts';

/** What a person is doing on the slide. `box`: what was drawn so far, level-0 pixels. */
export type SlideTask =
  | { readonly kind: 'look' }
  | { readonly kind: 'addCell'; readonly box?: BoxPx }
  | { readonly kind: 'excludeArea'; readonly box?: BoxPx }
  | { readonly kind: 'moveArea'; readonly areaId: number; readonly reason: string; readonly box: BoxPx };

export const looking: SlideTask = { kind: 'look' };

export function boxOfTask(task: SlideTask): BoxPx | undefined {
  return task.kind === 'look' ? undefined : task.box;
}
