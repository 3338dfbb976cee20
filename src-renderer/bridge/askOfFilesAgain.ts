import { queryClient } from './queryClient.ts';

/** Asks again where the slides of the case that is open are, and what that means for its signature: a drive that is pulled out, or put back, tells nothing by itself. */
export function askOfFilesAgain(): void {
  for (const name of ['cases.get', 'report.get']) void queryClient.invalidateQueries({ queryKey: [name] });
}
