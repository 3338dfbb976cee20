import type { ReactNode } from 'react';
import { Separator, Toolbar as AriaToolbar } from 'react-aria-components';

/** A row of controls with one stop of the Tab key; arrows go from one to the next. */
export function Toolbar({ label, children }: { readonly label: string; readonly children: ReactNode }): ReactNode {
  return <AriaToolbar aria-label={label} className="toolbar">{children}</AriaToolbar>;
}

/** A line between groups of a toolbar. */
export function ToolbarSeparator(): ReactNode {
  return <Separator orientation="vertical" className="toolbarSeparator" />;
}
