import { createContext, useContext } from 'react';
import type { Reading } from '#shared/contract/parts.ts';
import type { User } from './user.ts';

/** Who works at this window, and in which reading of the case that is open. Kept per window, so two windows can be two readers. */
export interface Session {
  readonly user: User;
  /** Several users are known and none was chosen here. */
  readonly mustChoose: boolean;
  /** The reading that the user chose in this window for the case that is open; undefined where they chose none. Screens take theirs from their props. */
  readonly chosenReading: Reading | undefined;
  chooseUser(name: string): void;
  /** Of the user, unless another is named. */
  chooseReading(caseId: number, reading: Reading, userName?: string): void;
}

export const SessionContext = createContext<Session | undefined>(undefined);

/** The session of this window. Throws outside a `SessionProvider`. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession outside a SessionProvider');
  return session;
}
