import type { ArtefactKind } from './artefacts.ts';
import { paintArtefact, paintPlatelet } from './artefacts.ts';
import type { CellPlan } from './cellPlan.ts';
import { cellReachUm } from './cellPlan.ts';
import type { PlacedCell, SmearKind } from './neighbours.ts';
import { pressTogether } from './neighbours.ts';
import { paintCell } from './paintCell.ts';
import type { Circle } from './pointGrid.ts';
import { PointGrid } from './pointGrid.ts';
import { RandomSource } from './randomSource.ts';
import type { RedCellHabit, RedCellPlan } from './redCell.ts';
import { paintRedCell, randomRedCell } from './redCell.ts';
import type { StainCanvas } from './stainCanvas.ts';

/** One thing on the glass, which can draw itself on any window that it touches. */
export interface GlassItem extends Circle { readonly paint: (canvas: StainCanvas) => void }

/** How thick the smear lies at a place: 0 bare glass, about 0.5 cells side by side, 1 heaped. */
export type Thickness = (xUm: number, yUm: number) => number;

export interface GlassOrder {
  readonly widthUm: number;
  readonly heightUm: number;
  readonly thickness: Thickness;
  readonly kind: SmearKind;
  readonly habit: RedCellHabit;
  /** How strewn with dried matter, 0 to 1. */
  readonly debris: number;
  /** Platelets per 1000 µm². */
  readonly platelets: number;
}

/** A stretch of smear: what lies on it, from the bottom up, and where the countable things are. */
export interface GlassScene {
  readonly items: readonly GlassItem[];
  readonly cells: readonly PlacedCell[];
  readonly redCells: readonly Circle[];
  readonly platelets: readonly Circle[];
}

/** A nucleated cell that is to be put where there is room. `xUm`, `yUm` propose a place. */
export interface CellWish { readonly plan: CellPlan; readonly xUm: number; readonly yUm: number }

interface TakenCell extends Circle { readonly cell: PlacedCell }

/** Places cells one after the other: a wish that would lie on another cell asks again, up to 12 times. Touching ones press each other flat. */
export function placeCells(count: number, wish: (index: number) => CellWish): PlacedCell[] {
  const grid = new PointGrid<TakenCell>(30), placed: PlacedCell[] = [];
  for (let index = 0; index < count; index++) {
    for (let attempt = 0; attempt < 12; attempt++) {
      const cell = wish(index), radiusUm = cell.plan.outline.maxRadiusUm;
      const near = grid.near(cell.xUm, cell.yUm, radiusUm);
      if (near.some((other) => Math.hypot(other.xUm - cell.xUm, other.yUm - cell.yUm) < 0.9 * (other.radiusUm + radiusUm))) continue;
      for (const other of near) pressTogether(cell, other.cell);
      placed.push(cell);
      grid.add({ xUm: cell.xUm, yUm: cell.yUm, radiusUm, cell });
      break;
    }
  }
  return placed;
}

/** How many kinds of red cell one scene has; they are drawn again and again. */
const redCellKinds = 160;

/** Builds a stretch of smear around cells that are already placed: dried matter, red cells, platelets, then the cells on top. */
export function buildScene(random: RandomSource, order: GlassOrder, cells: readonly PlacedCell[]): GlassScene {
  const { widthUm, heightUm, thickness, habit } = order, area = widthUm * heightUm / 1000, items: GlassItem[] = [];
  const place = (): [number, number] => [random.between(-4, widthUm + 4), random.between(-4, heightUm + 4)];
  const taken = new PointGrid(30);
  for (const { plan, xUm, yUm } of cells) taken.add({ xUm, yUm, radiusUm: plan.outline.maxRadiusUm * (plan.cytoplasm.cover > 0.8 ? 0.9 : 0.5) });
  const addArtefact = (kind: ArtefactKind, xUm: number, yUm: number) => {
    const seed = random.whole();
    items.push({ xUm, yUm, radiusUm: 12, paint: (canvas) => { paintArtefact(canvas, new RandomSource(seed), kind, xUm, yUm); } });
  };
  for (let i = random.poisson(area * 2 * order.debris); i > 0; i--) {
    const [xUm, yUm] = place();
    if (thickness(xUm, yUm) > 0.15) addArtefact(random.pickWeighted({ fragment: 14, precipitate: 4, dirt: 1 }), xUm, yUm);
  }
  const plans: RedCellPlan[] = Array.from({ length: redCellKinds }, () => randomRedCell(random, habit));
  const redGrid = new PointGrid(8), redCells: Circle[] = [];
  for (let i = Math.round(area * 34); i > 0; i--) {
    const [xUm, yUm] = place(), thick = thickness(xUm, yUm), plan = plans[random.below(redCellKinds)], radiusUm = plan.outline.maxRadiusUm;
    if (random.unit() > Math.min(1, thick * thick * 1.25)) continue;
    const heaped = Math.max(0, Math.min(1, (thick - 0.5) * 2.4));
    if (taken.near(xUm, yUm, radiusUm * 0.75).length > 0) continue;
    if (!random.chance(heaped) && redGrid.near(xUm, yUm, radiusUm * 0.9, -radiusUm * 0.1).length > 0) continue;
    const circle = { xUm, yUm, radiusUm };
    redGrid.add(circle); redCells.push(circle);
    items.push({ ...circle, paint: (canvas) => { paintRedCell(canvas, plan, xUm, yUm); } });
  }
  const platelets: Circle[] = [];
  for (let i = random.poisson(area * order.platelets); i > 0; i--) {
    const [xUm, yUm] = place(), radiusUm = random.chance(0.05) ? random.between(1.8, 3.4) : random.between(0.7, 1.5), seed = random.whole();
    if (thickness(xUm, yUm) < 0.15 || taken.near(xUm, yUm, radiusUm).length > 0) continue;
    platelets.push({ xUm, yUm, radiusUm });
    items.push({ xUm, yUm, radiusUm: radiusUm * 1.6 + 1, paint: (canvas) => { paintPlatelet(canvas, new RandomSource(seed), xUm, yUm, radiusUm); } });
  }
  for (const { plan, xUm, yUm } of cells) items.push({ xUm, yUm, radiusUm: cellReachUm(plan),
    paint: (canvas) => { paintCell(canvas, plan, xUm, yUm); } });
  return { items, cells, redCells, platelets };
}

/** Draws everything of a scene that touches the window, in order. */
export function paintScene(canvas: StainCanvas, items: readonly GlassItem[]): void {
  const right = canvas.originXUm + canvas.widthPx * canvas.micrometresPerPixel, low = canvas.originYUm + canvas.heightPx * canvas.micrometresPerPixel;
  for (const item of items) {
    const { xUm, yUm, radiusUm } = item;
    if (xUm + radiusUm > canvas.originXUm && xUm - radiusUm < right && yUm + radiusUm > canvas.originYUm && yUm - radiusUm < low) item.paint(canvas);
  }
}
