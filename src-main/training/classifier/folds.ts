import { seededRandom, shuffle } from '#shared/random/seededRandom.ts';

/**
 * Deals groups into folds so that each class is spread as evenly as its groups allow: groups with the rarest classes first,
 * each to the fold that has least of what it brings (after Sechidis et al. 2011, iterative stratification).
 *
 * @returns the fold of each cell, 0 .. count - 1; cells of one group always share it
 */
export function groupedFolds(cells: readonly { readonly group: string; readonly label: string }[], count: number, seed: number): Int32Array {
  const groups = new Map<string, number[]>();
  cells.forEach((cell, i) => groups.set(cell.group, [...(groups.get(cell.group) ?? []), i]));
  const support = new Map<string, number>();
  for (const { label } of cells) support.set(label, (support.get(label) ?? 0) + 1);
  const rarity = (members: readonly number[]) => Math.min(...members.map((i) => support.get(cells[i].label)!));
  const order = shuffle([...groups.values()], seededRandom(seed, 0xf01d)).sort((a, b) => rarity(a) - rarity(b) || b.length - a.length);
  const held = Array.from({ length: count }, () => new Map<string, number>());
  const sizes = new Int32Array(count);
  const folds = new Int32Array(cells.length);
  for (const members of order) {
    let best = 0, bestLoad = Infinity;
    for (let fold = 0; fold < count; fold++) {
      const load = members.reduce((sum, i) => sum + (held[fold].get(cells[i].label) ?? 0) / support.get(cells[i].label)!, 0) + 1e-3 * sizes[fold];
      if (load < bestLoad) { best = fold; bestLoad = load; }
    }
    for (const i of members) {
      folds[i] = best;
      held[best].set(cells[i].label, (held[best].get(cells[i].label) ?? 0) + 1);
    }
    sizes[best] += members.length;
  }
  return folds;
}
