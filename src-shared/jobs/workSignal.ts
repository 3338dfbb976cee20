import { throwIfCancelled } from '../errors/myeloscopeError.ts';

/** Says to long work whether it is still wanted. */
export interface WorkSignal {
  readonly aborted: boolean;
  /** Resolves when no person waits for the processor that the next unit of work would take. Absent where nobody can. */
  readonly whenFree?: () => Promise<void>;
}

/** Between units of work that take the processor for tens of milliseconds: lets a person go first. Throws `cancelled` where the signal has been raised. */
export async function nextTurn(signal: WorkSignal | undefined): Promise<void> {
  throwIfCancelled(signal);
  if (!signal?.whenFree) return;
  await signal.whenFree();
  throwIfCancelled(signal);
}
