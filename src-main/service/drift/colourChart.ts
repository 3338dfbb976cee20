import path from 'node:path';
import type { ColourRow, Drift } from '#shared/contract/driftCommands.ts';
import type { ClassifierCard } from '#shared/models/modelCard.ts';
import { valueLimits } from '#shared/evaluation/controlChart.ts';
import { colourNames } from '#shared/models/colourNames.ts';
import type { SlideColoursInOrder } from '#main/store/repositories/slideColourRepository.ts';

/** From so many slides on the first ones are the reference. */
export const neededSlides = 6;
const referenceOf = (slides: number): number => (slides > 10 ? 10 : 5);
/** A smaller deviation of a colour (optical density) is nobody's concern: a twentieth more or less light. */
const leastDeviation = 0.02, leastReach = 3 * leastDeviation;
/** Fewer cells are no slide's colour. */
const fewestCells = 20;

type KnownColours = NonNullable<ClassifierCard['knownColours']>[number];

/** Slides that look unlike the cells that a classifier learnt from, the newest first: their mean lies outside what most single cells have. */
export function unlikeModel(slides: readonly SlideColoursInOrder[], { specimen, on, values }: KnownColours, model: string): NonNullable<Drift['colours'][number]['unlikeModel']> {
  const outside = slides.filter(({ kind, cells }) => kind === specimen && cells >= fewestCells).map(({ caseId, path: file, createdAt, cells, sums }) => ({
    caseId, slide: path.basename(file), at: createdAt,
    colours: values.flatMap(({ name, low, high }): Pick<ColourRow['points'][number] & ColourRow, 'name' | 'state'>[] => {
      const value = sums[colourNames.indexOf(name)] / cells;
      return value < low - leastReach ? [{ name, state: 'below' }] : value > high + leastReach ? [{ name, state: 'above' }] : [];
    }),
  }));
  return { model, on, slides: outside.filter(({ colours }) => colours.length > 0).reverse() };
}

/** Whether new slides of a kind of specimen look as the library's first ones did. */
export function colourChart(slides: readonly SlideColoursInOrder[], specimen: 'marrow' | 'blood'): Drift['colours'][number] {
  const usable = slides.filter(({ kind, cells }) => kind === specimen && cells >= fewestCells);
  const chart = { specimen, slides: usable.length, needed: neededSlides, referenceSlides: referenceOf(usable.length) };
  if (usable.length < neededSlides) return { ...chart, rows: [] };
  return { ...chart, rows: colourNames.map((name, place) => rowOf(name, place, usable, chart.referenceSlides)) };
}

function rowOf(name: ColourRow['name'], place: number, slides: readonly SlideColoursInOrder[], referenceSlides: number): ColourRow {
  const values = slides.map(({ cells, sums }) => sums[place] / cells);
  const { mean, lower, upper } = valueLimits(values.slice(0, referenceSlides), leastDeviation);
  return {
    name, mean, lower, upper,
    points: slides.map(({ caseId, path: file, createdAt }, i) => ({
      caseId, slide: path.basename(file), at: createdAt, isReference: i < referenceSlides, value: values[i], state: values[i] < lower ? 'below' : values[i] > upper ? 'above' : 'within',
    })),
  };
}
