// How often the printed 95 % interval holds the truth where a count goes on as long as the report offers it, beside the first count alone.
// node scripts/start.cjs scripts/studies/countedOn.ts [--cases 20000] [--first 500] [--interval wilson|clopperPearson]
import { parseArgs } from 'node:util';
import type { ChanceInterval } from '#shared/differential/decisionThresholds.ts';
import { thresholdState } from '#shared/differential/decisionThresholds.ts';
import { seededRandom } from '#shared/random/seededRandom.ts';

const { values } = parseArgs({ options: { cases: { type: 'string', default: '20000' }, first: { type: 'string', default: '500' }, interval: { type: 'string', default: 'wilson' } } });
const cases = Number(values.cases), first = Number(values.first), interval = values.interval as ChanceInterval;
const random = seededRandom(1);

/** Of so many cells more, those of a class that is truly so large a share. */
function found(cells: number, share: number): number {
  let count = 0;
  for (let i = 0; i < cells; i++) if (random.uniform() < share) count++;
  return count;
}

console.log(`${interval}, ${cases} cases a line, ${first} cells at first; the truth lies on the limit, so each clear result misses it`);
for (const percent of [5, 10, 20]) {
  let missedAtFirst = 0, missedInTheEnd = 0, countedOn = 0, missedOfThose = 0, cellsInAll = 0;
  for (let i = 0; i < cases; i++) {
    let total = first, count = found(total, percent / 100), state = thresholdState(count, total, percent, interval);
    if (state.state === 'clear') missedAtFirst++;
    while (state.state === 'near' && state.cellsToSettle !== undefined) {
      count += found(state.cellsToSettle - total, percent / 100);
      total = state.cellsToSettle;
      state = thresholdState(count, total, percent, interval);
    }
    const isClear = state.state === 'clear';
    if (isClear) missedInTheEnd++;
    if (total > first) { countedOn++; cellsInAll += total; if (isClear) missedOfThose++; }
  }
  const of = (missed: number, all: number): string => `${((100 * missed) / all).toFixed(1)} %`;
  console.log(`limit ${percent} %: missed ${of(missedAtFirst, cases)} at first, ${of(missedInTheEnd, cases)} after every offer; of the ${of(countedOn, cases)} that were counted on ${of(missedOfThose, countedOn)}, at ${(cellsInAll / countedOn).toFixed(0)} cells in the mean`);
}
