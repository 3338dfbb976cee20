import type { ReactNode } from 'react';
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { Button } from './Button.tsx';
import { DialogKeys } from './DialogKeys.tsx';
import { ShortcutHint } from './ShortcutHint.tsx';

export interface MenuChoice {
  readonly id: string;
  readonly label: string;
  /** What stands before the words, as a class's letters. */
  readonly before?: ReactNode;
  readonly shortcut?: string;
  readonly isDisabled?: boolean;
  /** Ticked, in a menu of settings. Leave it undefined for a choice that does something. */
  readonly isChecked?: boolean;
  run(): void;
}

interface MenuProps {
  /** On the button that opens it. */
  readonly children: ReactNode;
  /** Accessible name of button and menu. */
  readonly label: string;
  readonly choices: readonly MenuChoice[];
  readonly kind?: 'plain' | 'quiet';
}

/** A button that opens a menu. */
export function Menu({ children, label, choices, kind = 'plain' }: MenuProps): ReactNode {
  return (
    <MenuTrigger>
      <Button kind={kind} aria-label={label}>{children}</Button>
      <Popover className="menuPopover">
        <DialogKeys>
          <AriaMenu aria-label={label} className="menu" disabledKeys={choices.filter(({ isDisabled }) => isDisabled).map(({ id }) => id)}
            onAction={(id) => choices.find((choice) => choice.id === id)?.run()}>
            {choices.map(({ id, label: words, before, shortcut, isChecked }) => (
              <MenuItem key={id} id={id} textValue={words} className="menuChoice">
                <span className="menuTick" aria-hidden="true">{isChecked ? '✓' : ''}</span>
                {before}
                <span className="menuWords">{words}</span>
                {shortcut !== undefined && <ShortcutHint keys={shortcut} />}
              </MenuItem>
            ))}
          </AriaMenu>
        </DialogKeys>
      </Popover>
    </MenuTrigger>
  );
}
