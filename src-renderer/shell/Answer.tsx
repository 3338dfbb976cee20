import type { ReactNode } from 'react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ServiceFailure } from '../bridge/serviceFailure.ts';
import { commonTexts } from '../texts/common.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';

interface AnswerProps<Result> {
  readonly of: UseQueryResult<Result, ServiceFailure>;
  readonly children: (result: Result) => ReactNode;
}

/** What a screen shows of a question to the service: that it waits, that it failed and what to do, or the answer. */
export function Answer<Result>({ of: { data, error, refetch, isFetching }, children }: AnswerProps<Result>): ReactNode {
  if (data !== undefined) return children(data);
  if (error && !isFetching) {
    return <div className="screenMessage"><Notice sentence={error.sentence} remedy={error.remedy} actions={<Button onPress={() => void refetch()}>{commonTexts.tryAgain}</Button>} /></div>;
  }
  return <p className="screenMessage quiet" role="status">{commonTexts.loading}</p>;
}
