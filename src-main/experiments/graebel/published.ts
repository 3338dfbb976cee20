/**
 * What Graebel et al. 2018 printed in figures: the confusion matrix of ResNet-18 on neutrophilic cells (figure 2 d; rows are the truth).
 * The other results stand in its plots alone, without numbers, and are not guessed at here. Their pictures are not public: figures
 * of other cells can stand beside these, and are not the same thing.
 */
export const publishedNeutrophilicMatrix = {
  labels: ['PMO', 'MYB', 'MMZ', 'NGB', 'NGS'],
  rows: [[405, 28, 1, 1, 0], [23, 180, 28, 2, 3], [3, 22, 180, 48, 0], [0, 4, 63, 448, 38], [1, 2, 6, 81, 445]],
} as const;

/** What its text says of the comparison, to be re-checked. */
export const publishedFindings = [
  'Every method does best in telling cells from artefacts.',
  'Trained networks beat every pair of feature and classical classifier in "neutrophilic" and "all".',
  'In almost every classical run of these two, at least one class, usually a rare one, is lost altogether.',
  'Most errors of the network are one maturation stage off.',
  'The choice of the feature matters more than the choice of the classifier.',
] as const;
