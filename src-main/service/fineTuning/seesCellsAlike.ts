import type { ClassifierCard } from '#shared/models/modelCard.ts';

type Sees = Pick<ClassifierCard, 'input'>;

/** Whether two classifiers can be shown the very same pictures: of one size, and of one scale on the slide. */
export const seesCellsAlike = (first: Sees, second: Sees): boolean => first.input.widthPx === second.input.widthPx && Math.abs(first.input.widthUm / second.input.widthUm - 1) < 1e-6;
