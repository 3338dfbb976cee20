import type { Theme } from '#shared/contract/preferenceCommands.ts';
import { onWindowPreferences, prefer, useWindowPreferences, windowPreferences } from '../session/windowPreferences.ts';

export type { Theme } from '#shared/contract/preferenceCommands.ts';
export { themes } from '#shared/contract/preferenceCommands.ts';

const systemIsDark = window.matchMedia('(prefers-color-scheme: dark)');

const chosenTheme = (): Theme => windowPreferences().theme ?? 'system';

/** `theme.css` reads it from the root element; the system's own is said there, too. */
function showTheme(): void {
  const theme = chosenTheme();
  document.documentElement.dataset['theme'] = theme === 'system' ? (systemIsDark.matches ? 'dark' : 'light') : theme;
}

/** Shows the theme chosen, from now on. */
export function followTheme(): void {
  showTheme();
  onWindowPreferences(showTheme);
  systemIsDark.addEventListener('change', showTheme);
}

export function chooseTheme(theme: Theme): void {
  prefer({ theme });
}

/** The theme chosen; the system's where none was. */
export function useTheme(): Theme {
  return useWindowPreferences().preferences.theme ?? 'system';
}
