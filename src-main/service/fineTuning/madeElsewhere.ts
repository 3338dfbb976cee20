import type { ClassifierCard } from '#shared/models/modelCard.ts';

const begins = 'It was made and measured elsewhere';

/** What importing writes among the doubts of a model that comes with a card of ours. Whoever is trained further from it says so too. */
export const madeElsewhere = ({ name, version }: Pick<ClassifierCard, 'name' | 'version'>): string =>
  `${begins} (${name} ${version}): what its card says holds for the cells named there.`;

/** That doubt of a card, if it has it. */
export const doubtOfElsewhere = ({ doubts }: Pick<ClassifierCard, 'doubts'>): string | undefined => doubts.find((doubt) => doubt.startsWith(begins));
