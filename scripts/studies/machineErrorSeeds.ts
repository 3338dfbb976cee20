// How far the ends of the interval with machine errors move from seed to seed, on the counts of the drawn sample as the machine leaves them.
// node scripts/start.cjs scripts/studies/machineErrorSeeds.ts [--seeds 8] [--apart 5]; `--apart 1`: neighbouring rounds alone.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { ConfusionMatrix } from '#shared/differential/machineErrorInterval.ts';
import { machineErrorInterval, trueCompositions, usualSimulation } from '#shared/differential/machineErrorInterval.ts';
import { denominatorOf } from '#shared/taxonomy/denominator.ts';
import { marrowScheme } from '#shared/taxonomy/schemes.ts';
import { shippedModelsDirectory } from '#main/service/places.ts';

const { values } = parseArgs({ options: { seeds: { type: 'string', default: '8' }, apart: { type: 'string', default: String(usualSimulation.apart) } } });
const { confusions: [confusion] } = JSON.parse(readFileSync(path.join(shippedModelsDirectory, 'cells.card.json'), 'utf8')) as { confusions: ConfusionMatrix[] };
/** Of `npm run demo`: what its report counts, and what it notes. */
const called = { BLA: 2, PMO: 23, MYB: 21, MMZ: 32, NGB: 69, NGS: 93, EOS: 14, MON: 2, LYT: 69, PLM: 1, PEB: 7, EBB: 18, EBP: 75, EBO: 74, SMU: 21, ART: 39, UNK: 496 };
const classes = ['BLA', 'PMO', 'MYB', 'MMZ', 'NGB', 'NGS', 'BAS', 'LYT', 'PLM', 'EBB', 'EBP', 'EBO'], denominator = denominatorOf(marrowScheme);
const ends = classes.map(() => ({ lower: [] as number[], upper: [] as number[] }));
for (let seed = 1; seed <= Number(values.seeds); seed++) {
  const compositions = trueCompositions({ called }, confusion, { ...usualSimulation, seed, apart: Number(values.apart) })!;
  classes.forEach((code, i) => {
    const { lower, upper } = machineErrorInterval(compositions, [code], denominator)!;
    ends[i].lower.push(100 * lower);
    ends[i].upper.push(100 * upper);
  });
}
const told = (of: readonly number[]): string => {
  const mean = of.reduce((sum, value) => sum + value, 0) / of.length, deviation = Math.sqrt(of.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (of.length - 1));
  return `${mean.toFixed(1)} ± ${deviation.toFixed(1)} (${Math.min(...of).toFixed(1)} to ${Math.max(...of).toFixed(1)})`;
};
console.log('percent: mean ± standard deviation (least to most) over the seeds');
classes.forEach((code, i) => { console.log(`${code}  lower ${told(ends[i].lower)}  upper ${told(ends[i].upper)}`); });
