import type { Query, QueryClient } from '@tanstack/react-query';

/**
 * Gives the function that asks again for every kept answer that may no longer hold. The library asks again at once where there was
 * an answer before, but lets a first question that is still under way stand: its answer may be of the moment before the event,
 * and nothing would ever correct it. Such a question is asked once more when it is answered. It is not cut short: events that
 * come faster than it is answered would keep it from being answered at all.
 */
export function createAskAgain(client: QueryClient): (mayNotHold: (query: Query) => boolean) => void {
  const outdated = new Set<string>();
  client.getQueryCache().subscribe((change) => {
    if (change.type !== 'updated' || (change.action.type !== 'success' && change.action.type !== 'error')) return;
    const { queryHash, queryKey } = change.query;
    if (outdated.delete(queryHash)) void client.invalidateQueries({ queryKey, exact: true });
  });
  return (mayNotHold) => {
    for (const { queryHash, state } of client.getQueryCache().findAll({ predicate: mayNotHold, fetchStatus: 'fetching' })) {
      if (state.data === undefined) outdated.add(queryHash);
    }
    void client.invalidateQueries({ predicate: mayNotHold });
  };
}
