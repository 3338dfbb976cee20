import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { remedyInWindow } from '../remedyInWindow.ts';

/** Every failure as one that a person in front of a window can be shown; what nobody foresaw keeps its cause for the log. */
export function asMyeloscopeError(cause: unknown): MyeloscopeError {
  if (cause instanceof MyeloscopeError) {
    const remedy = remedyInWindow(cause);
    return remedy === cause.remedy ? cause : new MyeloscopeError(cause.code, cause.message, remedy, { cause });
  }
  return new MyeloscopeError('internal', `Something went wrong in the program: ${cause instanceof Error ? cause.message : String(cause)}.`, 'Try again; where it happens once more, save the diagnostics from the settings and send them to who looks after Myeloscope.', { cause });
}
