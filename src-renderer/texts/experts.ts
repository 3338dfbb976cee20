/** Local experts: networks that decide again between two neighbouring stages. */
export const expertTexts = {
  title: 'Local experts',
  explain: (classifier: string) => `Where ${classifier} calls a cell one of two neighbours, a local expert can decide again between the two. It is trained on your reviewed cells, and kept only where it helps on cells that were left out of its training.`,
  on: (on: string) => `Counted on ${on}.`,
  none: (classifier: string) => `The card of ${classifier} tells of no neighbouring stages that it takes for each other.`,
  pair: 'Neighbours', confused: 'Taken for the other', interval: '95 % interval', reviewed: 'Your reviewed cells', expert: 'Expert',
  confusedOf: (confused: number, cells: number) => `${confused} of ${cells}`,
  reviewedOf: (first: number, second: number) => `${first} and ${second}`,
  train: 'Train an expert', trainFor: (first: string, second: string) => `Train an expert for ${first} and ${second}`, training: 'Training',
  tooFew: (needed: number) => `Needs ${needed} of each`,
  kept: (name: string, before: number, after: number, cells: number) => `${name} is kept: of ${cells} cells left out, ${after} are right with it and ${before} without. It takes part in the counts of new cases.`,
  notKept: (before: number, after: number, cells: number) => `No expert is kept: of ${cells} cells left out, ${after} would be right with it and ${before} without, which may be chance.`,
};
