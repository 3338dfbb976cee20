import { paintPlatelet } from './artefacts.ts';
import type { Circle } from './pointGrid.ts';
import type { RandomSource } from './randomSource.ts';
import type { RedCellHabit } from './redCell.ts';
import { paintRedCell, randomRedCell } from './redCell.ts';
import type { StainCanvas } from './stainCanvas.ts';

export interface RedCellCrowd {
  /** Red cells per 1000 µm². About 8 where they lie side by side. */
  readonly density: number;
  /** 0 apart, 1 heaped over each other and in stacks. */
  readonly heaped: number;
  readonly habit: RedCellHabit;
}

/**
 * Draws red cells over the whole canvas, apart or heaped, and leaves out most of those that would lie under the taken circles.
 * Returns where they lie.
 */
export function paintRedCells(canvas: StainCanvas, random: RandomSource, crowd: RedCellCrowd, taken: readonly Circle[]): Circle[] {
  const widthUm = canvas.widthPx * canvas.micrometresPerPixel, heightUm = canvas.heightPx * canvas.micrometresPerPixel, margin = 4;
  const placed: Circle[] = [];
  const wanted = random.poisson(crowd.density * (widthUm + 2 * margin) * (heightUm + 2 * margin) / 1000);
  for (let attempt = 0; attempt < wanted * 3 && placed.length < wanted; attempt++) {
    let xUm = canvas.originXUm + random.between(-margin, widthUm + margin), yUm = canvas.originYUm + random.between(-margin, heightUm + margin);
    const heap = crowd.heaped > 0 && placed.length > 0 && random.chance(crowd.heaped);
    if (heap) {
      const beside = random.pick(placed), direction = random.angle(), step = random.between(1.2, 6.4);
      xUm = beside.xUm + Math.cos(direction) * step; yUm = beside.yUm + Math.sin(direction) * step;
    }
    const { radiusUm } = crowd.habit;
    if (taken.some((circle) => Math.hypot(circle.xUm - xUm, circle.yUm - yUm) < circle.radiusUm + radiusUm * 0.75)) continue;
    if (!heap && placed.some((circle) => Math.hypot(circle.xUm - xUm,
      circle.yUm - yUm) < circle.radiusUm + radiusUm * 0.9) && !random.chance(0.08)) continue;
    const plan = randomRedCell(random, crowd.habit);
    paintRedCell(canvas, plan, xUm, yUm);
    placed.push({ xUm, yUm, radiusUm: plan.outline.maxRadiusUm });
  }
  return placed;
}

/** Platelets between the cells; returns where they lie. */
export function paintPlatelets(canvas: StainCanvas, random: RandomSource, expected: number, taken: readonly Circle[]): Circle[] {
  const placed: Circle[] = [];
  for (let i = random.poisson(expected); i > 0; i--) {
    const xUm = canvas.originXUm + random.unit() * canvas.widthPx * canvas.micrometresPerPixel,
      yUm = canvas.originYUm + random.unit() * canvas.heightPx * canvas.micrometresPerPixel;
    const radiusUm = random.chance(0.08) ? random.between(1.8, 3) : random.between(0.7, 1.5);
    if (taken.some((circle) => Math.hypot(circle.xUm - xUm, circle.yUm - yUm) < circle.radiusUm + radiusUm)) continue;
    paintPlatelet(canvas, random, xUm, yUm, radiusUm);
    placed.push({ xUm, yUm, radiusUm });
  }
  return placed;
}

