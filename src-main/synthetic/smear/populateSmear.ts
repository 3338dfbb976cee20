import type { CellWish, GlassScene } from '../glassScene.ts';
import { buildScene, placeCells } from '../glassScene.ts';
import type { PlacedCell, SmearKind } from '../neighbours.ts';
import { randomCodeOf } from '../neighbours.ts';
import { radiusTowards } from '../outline.ts';
import { planCell } from '../plans/planCell.ts';
import type { RandomSource } from '../randomSource.ts';
import type { SmearLayout } from './smearLayout.ts';

/** Share of cells beyond the counted part, per cell in it: what a real smear has in its thick and feathered parts. */
const beyond = { thick: 0.5, feather: 0.1 } as const;

/** Puts nucleated cells and everything else onto a laid out smear; exactly `count` nucleated cells are tried in the part to be counted. */
export function populateSmear(random: RandomSource, layout: SmearLayout, count: number, kind: SmearKind): GlassScene {
  const [left, top, right, low] = layout.monolayer, touching = kind === 'marrow' ? 0.22 : 0.03;
  const placed: CellWish[] = [];
  const wishWithin = (from: number, to: number, part: string): CellWish => {
    for (let attempt = 0; ; attempt++) {
      // Few cells burst where the smear is one cell deep; many at its feathered end.
      const code = part === 'feather' && random.chance(0.25) ? 'SMU' : randomCodeOf(random, kind), plan = planCell(code, random);
      let xUm = random.between(from, to), yUm = random.between(top, low);
      if (placed.length > 0 && random.chance(touching)) {
        const beside = placed[placed.length - 1 - random.below(Math.min(placed.length, 60))], direction = random.angle(),
          x = Math.cos(direction), y = Math.sin(direction);
        const step = radiusTowards(beside.plan.outline, x, y) + radiusTowards(plan.outline, -x, -y) + random.between(-0.4, 0.2);
        xUm = beside.xUm + x * step; yUm = beside.yUm + y * step;
      }
      // A very small smear may hardly have such a part: then anywhere in its range will do.
      if (attempt < 400 && (xUm < from || xUm > to || layout.partAt(xUm, yUm) !== part)) continue;
      const wish = { plan, xUm, yUm };
      placed.push(wish);
      return wish;
    }
  };
  const cells: PlacedCell[] = placeCells(Math.round(count * (1 + beyond.thick + beyond.feather)), (index) => {
    if (index < count) return wishWithin(left, right, 'monolayer');
    return index < count * (1 + beyond.thick) ? wishWithin(0, left, 'thick') : wishWithin(right, layout.widthUm, 'feather');
  });
  const habit = { radiusUm: 3.6, amount: random.between(0.65, 0.9), pallor: random.between(0.3, 0.6), misshapen: random.between(0, 0.2) };
  return buildScene(random, { ...layout, kind, habit, debris: kind === 'marrow' ? 0.35 : 0.1, platelets: kind === 'marrow' ? 0.5 : 1.2 }, cells);
}
