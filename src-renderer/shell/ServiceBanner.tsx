import type { ReactNode } from 'react';
import { shellTexts } from '../texts/shell.ts';
import { Notice } from '../ui/Notice.tsx';
import { useServiceState } from './serviceState.ts';

/** Says when the counting service is away, and when it is back. Nothing while all is well. */
export function ServiceBanner(): ReactNode {
  const { state, sentence } = useServiceState();
  if (state === 'running') return null;
  if (state === 'returned') return <Notice kind="plain" sentence={shellTexts.serviceReturned} remedy={shellTexts.serviceReturnedRemedy} />;
  if (state === 'starting') return <Notice kind="plain" sentence={sentence === '' ? shellTexts.serviceStarting : sentence} />;
  // What the shell says names what to do, too: a library of a newer version is not started again.
  return sentence === '' ? <Notice sentence={shellTexts.serviceDown} remedy={shellTexts.serviceDownRemedy} /> : <Notice sentence={sentence} />;
}
