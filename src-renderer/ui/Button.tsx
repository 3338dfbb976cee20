import { memo } from 'react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { ButtonProps as AriaButtonProps } from 'react-aria-components';
import { ShortcutHint } from './ShortcutHint.tsx';

interface ButtonProps extends Omit<AriaButtonProps, 'children' | 'className' | 'style'> {
  readonly children: ReactNode;
  /** `main`: the one thing to do next. `quiet`: without a frame. `danger`: takes something away. */
  readonly kind?: 'main' | 'plain' | 'quiet' | 'danger';
  /** A key that does the same, shown on the button. */
  readonly shortcut?: string;
  /** Held down, as a switch. Leave it undefined for a button that is none. */
  readonly isPressed?: boolean;
}

/** A button of the window. Its words, or `aria-label`, are its accessible name. Give `isPending`, not `isDisabled`, while what it began is at work: it keeps the focus. Drawn again only when it is given something else. */
export const Button = memo(function Button({ children, kind = 'plain', shortcut, isPressed, ...rest }: ButtonProps): ReactNode {
  return (
    <AriaButton {...rest} aria-pressed={isPressed} className="button" data-kind={kind}>
      {children}
      {shortcut !== undefined && <ShortcutHint keys={shortcut} />}
    </AriaButton>
  );
});
