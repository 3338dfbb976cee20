import { useMutation, useQuery } from '@tanstack/react-query';
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query';
import type { ArgumentsOf, CommandName, ResultOf } from '#shared/contract/contract.ts';
import { queryKey } from './queryKey.ts';
import { callService } from './serviceClient.ts';
import type { ServiceFailure } from './serviceFailure.ts';

/**
 * The answer to a question, kept and asked again when an event says that it has changed (see `answersTouched`). `looksAtFiles`: the
 * answer tells of files beside the library, of which no event tells; it is asked again whenever the person comes to it.
 */
export function useService<Name extends CommandName>(name: Name, given: ArgumentsOf<Name>, { enabled = true, looksAtFiles = false } = {}): UseQueryResult<ResultOf<Name>, ServiceFailure> {
  return useQuery<ResultOf<Name>, ServiceFailure, ResultOf<Name>, readonly unknown[]>({
    queryKey: queryKey(name, given), queryFn: ({ signal }) => callService(name, given, { signal }), enabled,
    // Without the stale time, an answer that is kept would be taken as it is where the arguments change while it is shown.
    ...(looksAtFiles && { staleTime: 0, refetchOnMount: 'always', refetchOnWindowFocus: 'always' }),
  });
}

/** An act, with its state for the button that does it: `mutate(arguments)`, `isPending`, `error`. */
export function useServiceAct<Name extends CommandName>(name: Name): UseMutationResult<ResultOf<Name>, ServiceFailure, ArgumentsOf<Name>> {
  return useMutation<ResultOf<Name>, ServiceFailure, ArgumentsOf<Name>>({ mutationFn: (given) => callService(name, given) });
}
