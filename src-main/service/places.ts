import path from 'node:path';

export { defaultLibraryDirectory } from '#main/places/libraryPlace.ts';

/** The folder of the program: where package.json and the shipped models lie. */
export const programDirectory = path.resolve(import.meta.dirname, '..', '..');

/** The models that are shipped. */
export const shippedModelsDirectory = path.join(programDirectory, 'models');
