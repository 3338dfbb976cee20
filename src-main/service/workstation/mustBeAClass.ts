import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { isProductClass } from '#shared/taxonomy/cellClasses.ts';
import type { Library } from '#main/store/library.ts';
import { laboratorySettings } from './laboratorySettings.ts';

/** Throws `bad-input` where a person names a cell by a place for an own class that holds none: its row would stand nowhere. */
export function mustBeAClass(library: Library, code: ClassCode): void {
  if (isProductClass(code) || laboratorySettings(library).ownClasses.some((own) => own.code === code)) return;
  throw new MyeloscopeError('bad-input', 'This laboratory has no such class.', 'Choose another, or add it in Settings.');
}
