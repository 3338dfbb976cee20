import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { unnamedReader } from '#shared/settings/unnamedReader.ts';
import type { Library } from '#main/store/library.ts';
import { laboratorySettings } from './laboratorySettings.ts';

/** Throws `not-permitted` where nobody of that name is among the laboratory's users. A signature needs one of them. */
export function mustBeUser(library: Pick<Library, 'settings'>, name: string): void {
  if (laboratorySettings(library).users.some((user) => user.name === name)) return;
  throw new MyeloscopeError('not-permitted', `${name} is not among the people of this laboratory.`, 'Add the name in the settings, under People.');
}

/** The same for whoever reviews: as long as the laboratory has named nobody, that is the unnamed reader, and no other name. */
export function mustBeReviewer(library: Pick<Library, 'settings'>, name: string): void {
  const { users } = laboratorySettings(library);
  if (users.length === 0 && name === unnamedReader) return;
  if (name === unnamedReader) throw new MyeloscopeError('not-permitted', 'The people of this laboratory are named, and none of them works at this window.', 'Say who you are, at the top of the window, and do it again.');
  mustBeUser(library, name);
}
