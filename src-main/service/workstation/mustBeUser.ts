import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { Library } from '#main/store/library.ts';
import { laboratorySettings } from './laboratorySettings.ts';

/** Throws `not-permitted` where nobody of that name is among the laboratory's users. */
export function mustBeUser(library: Pick<Library, 'settings'>, name: string): void {
  if (laboratorySettings(library).users.some((user) => user.name === name)) return;
  throw new MyeloscopeError('not-permitted', `${name} is not among the people of this laboratory.`, 'Add the name in the settings, under People.');
}
