import type { Library } from '#main/store/library.ts';

/** Beside the laboratory's settings, under a name that none of them has. */
const settingName = 'library.trainingPictures';

/** Earlier versions numbered the pictures of each judgement from 0, and kept so many at most. */
const numbersOfEarlier = 120;

/**
 * The first of `howMany` numbers, one after the other, that no picture of any training of this library has had. A window keeps pictures by
 * their address, in which the training's id and this number stand: what is judged anew, or comes under the id of a training that was taken
 * away, must not be met there.
 */
export function newPictureNumbers({ settings, trainings, transaction }: Pick<Library, 'settings' | 'trainings' | 'transaction'>, howMany: number): number {
  return transaction(() => {
    const kept = settings.all().get(settingName);
    const first = kept !== undefined ? JSON.parse(kept) as number : trainings.all().some(({ result }) => result !== null) ? numbersOfEarlier : 0;
    settings.keep(new Map([[settingName, JSON.stringify(first + howMany)]]));
    return first;
  });
}
