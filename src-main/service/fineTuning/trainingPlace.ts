import path from 'node:path';

/** Where a library keeps what a training writes: checkpoints to go on from, and pictures of the cells on which two models differ. */
export const trainingPlace = (libraryDirectory: string, trainingId: number): string => path.join(libraryDirectory, 'trainings', String(trainingId));
export const checkpointsOf = (place: string): string => path.join(place, 'checkpoints');
export const differingPictures = (place: string): string => path.join(place, 'differing');
export const differingPictureName = (number: number): string => `${String(number)}.jpg`;
