import type { CellPlan } from './cellPlan.ts';
import { flatten, radiusTowards } from './outline.ts';
import type { DrawnCellCode } from './plans/planCell.ts';
import { planCell } from './plans/planCell.ts';
import type { RandomSource } from './randomSource.ts';

/** A cell and where it lies, µm. */
export interface PlacedCell { readonly plan: CellPlan; readonly xUm: number; readonly yUm: number }

/** How often each class is met in a marrow smear, per 1000: middle of the adult reference ranges (Iowa, test 315), with smudges. */
export const marrowFrequencies: Readonly<Partial<Record<DrawnCellCode, number>>> = {
  BLA: 12, PMO: 35, MYB: 60, MMZ: 80, NGB: 130, NGS: 220, EOS: 32, BAS: 4, MAS: 1, MON: 30, LYT: 130, PLM: 10, PEB: 8, EBB: 25, EBP: 130,
    EBO: 80, MAC: 4, SMU: 14,
};

/** The same in blood, per 1000 (Bain, Blood Cells, 5th ed., ch. 5). */
export const bloodFrequencies: Readonly<Partial<Record<DrawnCellCode, number>>> = { NGS: 560, NGB: 35, EOS: 28, BAS: 6, MON: 70, LYT: 280,
  SMU: 15, MMZ: 3, EBO: 3 };

const kindsOfSmear = { marrow: marrowFrequencies, blood: bloodFrequencies } as const;
export type SmearKind = keyof typeof kindsOfSmear;

export function randomCodeOf(random: RandomSource, kind: SmearKind): DrawnCellCode {
  return random.pickWeighted(kindsOfSmear[kind]);
}

/** Presses two cells that touch flat against each other along the line between their centres. */
export function pressTogether(a: PlacedCell, b: PlacedCell): void {
  const dx = b.xUm - a.xUm, dy = b.yUm - a.yUm, apart = Math.hypot(dx, dy);
  const reachA = radiusTowards(a.plan.outline, dx, dy), reachB = radiusTowards(b.plan.outline, -dx, -dy);
  const deep = reachA + reachB - apart;
  if (deep <= 0 || apart < 1) return;
  const direction = Math.atan2(dy, dx);
  flatten(a.plan.outline, direction, reachA - deep / 2 + 0.06);
  flatten(b.plan.outline, direction + Math.PI, reachB - deep / 2 + 0.06);
}

/** Puts cells around a centred one, some touching it, none on top of another. */
export function placeNeighbours(random: RandomSource, centre: PlacedCell, kind: SmearKind, count: number, reachUm: number): PlacedCell[] {
  const placed: PlacedCell[] = [];
  for (let i = 0; i < count; i++) {
    const plan = planCell(randomCodeOf(random, kind), random), direction = random.angle(), x = Math.cos(direction), y = Math.sin(direction);
    const gap = random.chance(0.5) ? random.between(-0.5, 0.15) : random.between(0.2, 6);
    const step = radiusTowards(centre.plan.outline, x, y) + radiusTowards(plan.outline, -x, -y) + gap;
    const cell = { plan, xUm: centre.xUm + x * step, yUm: centre.yUm + y * step };
    if (step - plan.outline.maxRadiusUm > reachUm * 1.42) continue;
    if (placed.some((other) => Math.hypot(other.xUm - cell.xUm,
      other.yUm - cell.yUm) < 0.92 * (other.plan.outline.maxRadiusUm + plan.outline.maxRadiusUm))) continue;
    pressTogether(centre, cell);
    placed.push(cell);
  }
  return placed;
}
