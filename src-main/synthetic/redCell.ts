import type { Outline } from './outline.ts';
import { flatten, outlineDistance, pullTip, radiusTowards, randomOutline } from './outline.ts';
import type { RandomSource } from './randomSource.ts';
import type { StainCanvas } from './stainCanvas.ts';
import { dyes, touchedPixels } from './stainCanvas.ts';

/** A red cell. Dry diameter 6.7 to 7.7 µm (Bain, Blood Cells, 5th ed., ch. 3). */
export interface RedCellPlan {
  readonly outline: Outline;
  /** Haemoglobin in its rim; 1 is usual. */
  readonly amount: number;
  /** How much paler its middle is, 0 to 0.9, and where the pale part ends, as a share of the radius. */
  readonly pallor: number;
  readonly pallorWidth: number;
}

/** How the red cells of one place on the slide look: they vary little beside each other. */
export interface RedCellHabit { readonly radiusUm: number; readonly amount: number; readonly pallor: number; readonly misshapen: number }

export function randomRedCellHabit(random: RandomSource): RedCellHabit {
  return { radiusUm: random.between(3.2, 3.8), amount: random.between(0.5, 1.05), pallor: random.between(0.05, 0.85),
    misshapen: random.between(0, 0.7) ** 2 };
}

export function randomRedCell(random: RandomSource, habit: RedCellHabit): RedCellPlan {
  const radiusUm = habit.radiusUm * random.between(0.88, 1.1);
  const outline = randomOutline(random, { radiusUm, elongation: 1 + Math.abs(random.around(0.03, 0.06 + 0.25 * habit.misshapen)),
    wobble: 0.015 + 0.08 * habit.misshapen });
  if (random.chance(0.2 * habit.misshapen)) pullTip(outline, random.angle(), random.between(0.15, 0.6), 0.3);
  if (random.chance(0.4 * habit.misshapen)) flatten(outline, random.angle(), radiusUm * random.between(0.6, 0.95));
  return { outline, amount: habit.amount * random.between(0.85, 1.12), pallor: Math.max(0,
    Math.min(0.92, habit.pallor + random.around(0, 0.12))), pallorWidth: random.between(0.45, 0.7) };
}

/** Draws a red cell: haemoglobin as deep as the disc is thick, so that cells lying over each other are darker. */
export function paintRedCell(canvas: StainCanvas, plan: RedCellPlan, xUm: number, yUm: number): void {
  const pixel = canvas.micrometresPerPixel, haemoglobin = canvas.planes[dyes.haemoglobin], dirt = canvas.planes[dyes.dirt];
  const { left, right, top, bottom } = touchedPixels(canvas, xUm, yUm, plan.outline.maxRadiusUm + 0.4);
  for (let row = top; row < bottom; row++) {
    const dy = canvas.originYUm + (row + 0.5) * pixel - yUm;
    for (let column = left; column < right; column++) {
      const dx = canvas.originXUm + (column + 0.5) * pixel - xUm;
      const distance = outlineDistance(plan.outline, dx, dy), edge = Math.max(pixel, 0.3);
      const at = row * canvas.widthPx + column;
      if (distance > edge / 2) {
        // The curved rim gathers light just outside: the bright line around red cells.
        if (distance < 0.35) dirt[at] = Math.max(-0.04, dirt[at] - 0.02);
        continue;
      }
      const radius = radiusTowards(plan.outline, dx, dy), part = Math.sqrt(dx * dx + dy * dy) / (radius * plan.pallorWidth);
      const dip = part >= 1.4 ? 0 : plan.pallor * Math.min(1, (1.4 - part) / 0.9) ** 1.4;
      const thick = Math.min(1, 0.72 - distance * 0.9);
      const cover = Math.min(1, 0.5 - distance / edge), present = haemoglobin[at];
      // Lying over another cell the discs press each other thinner: less than the sum.
      haemoglobin[at] = present + plan.amount * cover * thick * (1 - dip) * Math.max(0, 1 - present / 1.5);
    }
  }
}
