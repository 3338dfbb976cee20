import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import type { TrainingCell } from '#main/training/cellPictures/trainingCell.ts';

/** A class, and how many cells there are to learn it from. */
export interface CellsOfClass { readonly code: ClassCode; readonly cells: number }

/** A training takes a class of fewer cells, and hardly learns it. */
export const fewestToLearn = 5;

/** How many of the cells may be of each class: a label that is a set of classes counts for each of them. */
export const cellsOfClasses = (cells: readonly Pick<TrainingCell, 'right'>[], classes: readonly ClassCode[]): CellsOfClass[] =>
  classes.map((code) => ({ code, cells: cells.filter(({ right }) => right.includes(code)).length }));

/** Whether a class has cells, and too few. */
export const isOfFew = ({ cells }: CellsOfClass): boolean => cells > 0 && cells < fewestToLearn;

/** "LYT (1), EOS (4)" */
export const inWords = (classes: readonly CellsOfClass[]): string => classes.map(({ code, cells }) => `${code} (${cells})`).join(', ');
