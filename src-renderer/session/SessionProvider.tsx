import { useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { Reading } from '#shared/contract/parts.ts';
import { useService } from '../bridge/useService.ts';
import { useNavigation } from '../shell/navigation.ts';
import { SessionContext } from './session.ts';
import type { Session } from './session.ts';
import { userOfWindow } from './user.ts';
import { prefer, useWindowPreferences } from './windowPreferences.ts';
import { keepClassBook } from '../ui/classBook.ts';

const userKey = 'myeloscope.user';
/** By user too: at a machine that several share, nobody stands in the reading that another chose. */
const readingKey = (caseId: number, userName: string): string => `myeloscope.reading.${caseId}.${userName}`;
const readings: readonly string[] = ['first', 'second', 'consensus'] satisfies Reading[];

function chosenReading(caseId: number | undefined, userName: string): Reading | undefined {
  const kept = caseId === undefined ? null : sessionStorage.getItem(readingKey(caseId, userName));
  return kept !== null && readings.includes(kept) ? (kept as Reading) : undefined;
}

/**
 * Keeps user and readings in the window's own storage: a reload keeps them, another window has its own. A new window begins with who
 * worked at the last one.
 */
export function SessionProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const settings = useService('settings.get', {});
  const { place } = useNavigation();
  const [userName, setUserName] = useState(() => sessionStorage.getItem(userKey) ?? undefined);
  const [readingChanges, setReadingChanges] = useState(0);
  const users = settings.data?.users, own = settings.data?.ownClasses;
  useEffect(() => { if (own) keepClassBook(own); }, [own]);
  const { preferences, isKnown } = useWindowPreferences();
  const chosenName = userName ?? preferences.userName;
  // From then on it is this window's own, whoever is chosen in another.
  useEffect(() => { if (isKnown && chosenName !== undefined) sessionStorage.setItem(userKey, chosenName); }, [isKnown, chosenName]);

  const session = useMemo((): Session => {
    // Nobody is asked who they are before it is known who worked here last.
    const whoWorks = userOfWindow((isKnown ? users : undefined) ?? [], chosenName);
    return {
      ...whoWorks,
      chosenReading: chosenReading(place.caseId, whoWorks.user.name),
      chooseUser(name) { setUserName(name); prefer({ userName: name }); },
      chooseReading(caseId, reading, userName = whoWorks.user.name) { sessionStorage.setItem(readingKey(caseId, userName), reading); setReadingChanges((changes) => changes + 1); },
    };
  }, [users, isKnown, chosenName, place.caseId, readingChanges]);

  return <SessionContext value={session}>{children}</SessionContext>;
}
