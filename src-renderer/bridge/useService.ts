import { useMutation, useQuery } from '@tanstack/react-query';
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query';
import type { ArgumentsOf, CommandName, ResultOf } from '#shared/contract/contract.ts';
import { queryKey } from './queryKey.ts';
import { callService } from './serviceClient.ts';
import type { ServiceFailure } from './serviceFailure.ts';

/** The answer to a question, kept and asked again when an event says that it has changed (see `answersTouched`). */
export function useService<Name extends CommandName>(name: Name, given: ArgumentsOf<Name>, { enabled = true } = {}): UseQueryResult<ResultOf<Name>, ServiceFailure> {
  return useQuery<ResultOf<Name>, ServiceFailure, ResultOf<Name>, readonly unknown[]>({
    queryKey: queryKey(name, given), queryFn: ({ signal }) => callService(name, given, { signal }), enabled,
  });
}

/** An act, with its state for the button that does it: `mutate(arguments)`, `isPending`, `error`. */
export function useServiceAct<Name extends CommandName>(name: Name): UseMutationResult<ResultOf<Name>, ServiceFailure, ArgumentsOf<Name>> {
  return useMutation<ResultOf<Name>, ServiceFailure, ArgumentsOf<Name>>({ mutationFn: (given) => callService(name, given) });
}
