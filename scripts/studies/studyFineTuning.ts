import type { SeededRandom } from '#shared/random/seededRandom.ts';
import { seededRandom, shuffle } from '#shared/random/seededRandom.ts';
import type { TrainingCells } from '#main/training/cellPictures/readCells.ts';
import type { OnnxModel } from '#main/training/onnx/model.ts';
import type { StudyFigures } from './fineTuningBench.ts';
import { figureHead, figuresOn, fineTuningBench, printFigures } from './fineTuningBench.ts';

export interface FineTuningStudy {
  readonly model: OnnxModel;
  /** Cells of what the model does not know: half of their groups are learnt from, the others tested, draw by draw. */
  readonly other: TrainingCells;
  /** Cells of what it knows, which it has not learnt from: to see what is forgotten. */
  readonly known: TrainingCells;
  readonly cellCounts: readonly number[];
  readonly draws: number;
  readonly threads: number;
}

/** Fine-tunes by the default settings on so many cells, in several draws, and prints the figures with their range over the draws. */
export async function studyFineTuning({ model, other, known, cellCounts, draws, threads }: FineTuningStudy): Promise<void> {
  const bench = await fineTuningBench(model, other, 'head', threads), seenOfKnown = await bench.cache(known, 1);
  console.log(`| cells ${figureHead}`);
  printFigures('0', [figuresOn(other, await bench.answers(model, bench.seen))], [figuresOn(known, await bench.answers(model, seenOfKnown)).accuracy]);
  for (const count of cellCounts) {
    const after: StudyFigures[] = [], kept: number[] = [];
    for (let draw = 0; draw < draws; draw++) {
      const { random, toLearnFrom, tests } = drawOfGroups(other, draw, count);
      const learnsFrom = shuffle(toLearnFrom, random).slice(0, count);
      const tuned = bench.tuned(await bench.train(other, learnsFrom, `${count} cells`), learnsFrom);
      const all = await bench.answers(tuned, bench.seen);
      after.push(figuresOn({ cells: tests.map((place) => other.cells[place]) }, tests.map((place) => all[place])));
      kept.push(figuresOn(known, await bench.answers(tuned, seenOfKnown)).accuracy);
    }
    printFigures(String(count), after, kept);
  }
}

/** Places of the cells of half of the groups, to learn from, and of the others, to test: always the same for a draw and a number of cells. */
export function drawOfGroups({ cells }: Pick<TrainingCells, 'cells'>, draw: number, count: number): { readonly random: SeededRandom; readonly toLearnFrom: number[]; readonly tests: number[] } {
  const groups = [...new Set(cells.map(({ group }) => group))].sort();
  const random = seededRandom(1000 + draw, count), source = new Set(shuffle([...groups], random).slice(0, groups.length / 2));
  const places = cells.map((_, place) => place);
  return { random, toLearnFrom: places.filter((place) => source.has(cells[place].group)), tests: places.filter((place) => !source.has(cells[place].group)) };
}
