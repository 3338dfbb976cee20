import type { ReactNode } from 'react';
import { Notice } from '../ui/Notice.tsx';
import { dismissFailure, useFailures } from './failureLog.ts';

/** The failures that have been told and not yet been put away. */
export function FailureNotices(): ReactNode {
  return useFailures().map((failure) => <Notice key={failure.sentence} {...failure} onDismiss={() => dismissFailure(failure)} />);
}
