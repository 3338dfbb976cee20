import type { BoxPx } from '#shared/geometry/box.ts';
import type { CellPlan } from './cellPlan.ts';
import type { Outline } from './outline.ts';
import type { Sausage } from './sausage.ts';

/** Left, top, right and lower end of a shape around its own centre, µm. */
function extent(shape: Outline | Sausage): [number, number, number, number] {
  let left = 0, top = 0, right = 0, low = 0;
  const take = (x: number, y: number, radius: number) => {
    left = Math.min(left, x - radius); right = Math.max(right, x + radius); top = Math.min(top, y - radius); low = Math.max(low, y + radius);
  };
  if ('nodes' in shape) for (let i = 0; i < shape.nodes.length; i += 3) take(shape.nodes[i], shape.nodes[i + 1], shape.nodes[i + 2]);
  else {
    const count = shape.radiiUm.length;
    for (let i = 0; i < count; i++) take(Math.cos(i / count * 2 * Math.PI) * shape.radiiUm[i],
      Math.sin(i / count * 2 * Math.PI) * shape.radiiUm[i], 0);
  }
  return [left, top, right, low];
}

/** The box of the whole cell, cytoplasm and nucleus, when its centre lies at a pixel. */
export function cellBoxPx(plan: CellPlan, xPx: number, yPx: number, micrometresPerPixel: number): BoxPx {
  let [left, top, right, low] = extent(plan.outline);
  const widen = (shape: Outline | Sausage, dx: number, dy: number) => {
    const [l, t, r, b] = extent(shape);
    left = Math.min(left, l + dx); top = Math.min(top, t + dy); right = Math.max(right, r + dx); low = Math.max(low, b + dy);
  };
  for (const bud of plan.buds) widen(bud, 0, 0);
  for (const part of plan.nuclearParts) widen(part.shape, part.xUm, part.yUm);
  const scale = 1 / micrometresPerPixel;
  return { xPx: xPx + left * scale, yPx: yPx + top * scale, widthPx: (right - left) * scale, heightPx: (low - top) * scale };
}

/** The part of a box that lies in a picture, and what share of its area that is (0 where none does). */
export function boxInPicture(box: BoxPx, widthPx: number, heightPx: number): { box: BoxPx; visible: number } {
  const left = Math.max(0, box.xPx), top = Math.max(0, box.yPx);
  const right = Math.min(widthPx, box.xPx + box.widthPx), low = Math.min(heightPx, box.yPx + box.heightPx);
  const shown = { xPx: left, yPx: top, widthPx: Math.max(0, right - left), heightPx: Math.max(0, low - top) };
  return { box: shown, visible: shown.widthPx * shown.heightPx / (box.widthPx * box.heightPx) };
}
