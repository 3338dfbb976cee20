import type { ReactNode } from 'react';
import { worklistTexts } from '../texts/worklist.ts';

/** So many have room in a line of the list; the rest is counted, and read out all the same. */
const mostShown = 2;

/** What to mind of a case. */
export function FlagList({ flags }: { readonly flags: readonly string[] }): ReactNode {
  const rest = flags.slice(mostShown);
  return (
    <span className="flagList" title={rest.length > 0 ? flags.join('\n') : undefined}>
      {flags.slice(0, mostShown).map((flag) => <span key={flag} className="flagMark">{flag}</span>)}
      {rest.length > 0 && <span className="flagMark"><span aria-hidden="true">{worklistTexts.moreFlags(rest.length)}</span><span className="visuallyHidden">{rest.join(', ')}</span></span>}
    </span>
  );
}
