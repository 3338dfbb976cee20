import type { User } from '../session/user.ts';

/** Users who can read a case a second time: everybody but its first reader, whatever the case of letters. */
export function secondReaders(users: readonly User[], firstReader: string | undefined): User[] {
  return users.filter(({ name }) => !isSamePerson(name, firstReader));
}

/** Whether two names are one person's, as far as names tell. */
export function isSamePerson(one: string, other: string | undefined): boolean {
  const plain = (name: string): string => name.normalize('NFC').trim().replace(/\s+/g, ' ').toLocaleLowerCase();
  return other !== undefined && plain(one) === plain(other);
}
