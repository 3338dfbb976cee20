import type { Settings } from '#shared/contract/settingsCommands.ts';
import { unnamedReader } from '#shared/settings/unnamedReader.ts';

/** Who works at a window. There are no passwords yet: a name and a role. */
export type User = Settings['users'][number];

/** Who works at a window until the laboratory has named its users. */
export const unnamedUser: User = { name: unnamedReader, role: 'hematologist' };

/**
 * The user of a window: the one chosen there, else the only one there is. `mustChoose` where there are several and none was
 * chosen: guessing would put a wrong name under every call.
 */
export function userOfWindow(users: readonly User[], chosenName: string | undefined): { readonly user: User; readonly mustChoose: boolean } {
  const chosen = users.find(({ name }) => name === chosenName);
  if (chosen) return { user: chosen, mustChoose: false };
  if (users.length === 1) return { user: users[0], mustChoose: false };
  return { user: unnamedUser, mustChoose: users.length > 1 };
}
