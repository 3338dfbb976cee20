import type { ReactNode } from 'react';
import { shellTexts } from '../texts/shell.ts';
import { Button } from '../ui/Button.tsx';
import { Menu } from '../ui/Menu.tsx';
import { useNavigation } from './navigation.ts';
import { chooseTheme, themes, useTheme } from './theme.ts';
import { UserMenu } from './UserMenu.tsx';

/** The line at the top of the window: where one can go, how it looks, who works here. */
export function WindowHead({ onKeys }: { readonly onKeys: () => void }): ReactNode {
  const { place, open } = useNavigation();
  const theme = useTheme();
  return (
    <header className="windowHead">
      <span className="productName">{shellTexts.product}</span>
      <nav aria-label={shellTexts.places}>
        <Button kind="quiet" aria-current={place.screen === 'worklist' ? 'page' : undefined} onPress={() => open({ screen: 'worklist' })} shortcut="Alt+0">{shellTexts.worklist}</Button>
        <Button kind="quiet" aria-current={place.screen === 'models' ? 'page' : undefined} onPress={() => open({ screen: 'models' })} shortcut="Alt+6">{shellTexts.models}</Button>
        <Button kind="quiet" aria-current={place.screen === 'training' ? 'page' : undefined} onPress={() => open({ screen: 'training' })} shortcut="Alt+7">{shellTexts.training}</Button>
        <Button kind="quiet" aria-current={place.screen === 'experiments' ? 'page' : undefined} onPress={() => open({ screen: 'experiments' })} shortcut="Alt+8">{shellTexts.experiments}</Button>
        <Button kind="quiet" aria-current={place.screen === 'settings' ? 'page' : undefined} onPress={() => open({ screen: 'settings' })} shortcut="Alt+9">{shellTexts.settings}</Button>
      </nav>
      <span className="stretch" />
      <Menu kind="quiet" label={shellTexts.theme} choices={themes.map((id) => ({ id, label: shellTexts.themes[id], isChecked: id === theme, run: () => chooseTheme(id) }))}>{shellTexts.theme} ▾</Menu>
      <Button kind="quiet" onPress={onKeys} shortcut="?">{shellTexts.keys}</Button>
      <UserMenu />
    </header>
  );
}
