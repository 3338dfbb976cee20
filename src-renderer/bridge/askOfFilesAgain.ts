import { queryClient } from './queryClient.ts';

/** Asks again where the slides of the case that is open are: a drive that is pulled out, or put back, tells nothing by itself. */
export function askOfFilesAgain(): void {
  void queryClient.invalidateQueries({ queryKey: ['cases.get'] });
}
