import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import type { StoredModel } from './readModelCards.ts';

const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const learntFile = v.object({
  formatVersion: v.literal(1),
  /** Of the model's file: of another that was put in its place nothing is told. */
  sha256, pictures: v.array(sha256), unrecorded: v.array(v.string()),
});

/** Of which of a laboratory's pictures the weights of a model come, and of those that it grew out of. */
export interface LearntPictures {
  /** See `pictureHash`: they lead to no picture and to nobody. */
  readonly pictures: readonly string[];
  /** Models that it is, or grew out of, of which it is not known what they learnt from. */
  readonly unrecorded: readonly string[];
}

/** Where it lies, beside the model. */
export const learntPath = ({ card, directory }: Pick<StoredModel, 'card' | 'directory'>): string => path.join(directory, `${card.name}.learnt.json`);

export const learntText = ({ sha256: of }: Pick<StoredModel['card'], 'sha256'>, { pictures, unrecorded }: LearntPictures): string => `${JSON.stringify({ formatVersion: 1, sha256: of, pictures, unrecorded })}\n`;

/** What lies in such a file of this very model; undefined where none can be read there: what it learnt is not known then, which is never taken for nothing. */
export async function readLearntPictures(file: string, { sha256: of }: Pick<StoredModel['card'], 'sha256'>): Promise<LearntPictures | undefined> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), learntFile), text);
  return read.success && read.output.sha256 === of ? read.output : undefined;
}
