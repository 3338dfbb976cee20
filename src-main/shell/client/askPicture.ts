import * as v from 'valibot';
import { picture } from '#shared/contract/parts.ts';
import { readPictureAddress } from '#shared/contract/pictureAddress.ts';
import type { PictureCommand } from '#shared/contract/pictureAddress.ts';
import { CallFailure } from './callFailure.ts';
import type { ServiceClient } from './serviceClient.ts';

export interface AskedPicture { readonly name: PictureCommand; readonly mimeType: string; readonly bytes: Uint8Array }

/** Kinds that a browser shows as a picture and nothing else. */
const safeTypes = ['image/jpeg', 'image/png', 'image/webp'];

/** The picture at a path such as `tile/3/0/12/7`. Rejects with a `CallFailure`. */
export async function askPicture(client: ServiceClient, pathOfPicture: string, signal?: AbortSignal): Promise<AskedPicture> {
  const asked = readPictureAddress(pathOfPicture);
  if (!asked) throw new CallFailure({ code: 'not-found', sentence: 'There is no picture at this address.', remedy: '' });
  const read = v.safeParse(picture, await client.call(asked.name, asked.arguments, { signal }));
  if (!read.success || !safeTypes.includes(read.output.mimeType)) throw new CallFailure({ code: 'internal', sentence: 'The service gave no picture.', remedy: '' });
  return { name: asked.name, ...read.output };
}
