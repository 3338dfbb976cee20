import { exchangeKeys } from '../ui/keyExchange.ts';
import { onWindowPreferences, windowPreferences } from './windowPreferences.ts';

/** Has the keys do what the person who works here exchanged them for, from now on. */
export function followExchangedKeys(): void {
  let last: unknown;
  const follow = (): void => {
    const { keys = {} } = windowPreferences();
    if (last === keys) return;
    last = keys;
    exchangeKeys(keys);
  };
  follow();
  onWindowPreferences(follow);
}
