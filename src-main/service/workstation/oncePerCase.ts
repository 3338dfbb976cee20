/** Tells of changes of a case at once, and of what follows at most each `intervalMs`, the last never left out. */
export function oncePerCase(tell: (caseId: number) => void, intervalMs: number): { readonly tell: (caseId: number) => void; readonly stop: () => void } {
  const resting = new Map<number, { isDue: boolean; timer: NodeJS.Timeout }>();
  const rest = (caseId: number): void => {
    const timer = setTimeout(() => {
      const { isDue } = resting.get(caseId)!;
      resting.delete(caseId);
      if (isDue) tellNow(caseId);
    }, intervalMs).unref();
    resting.set(caseId, { isDue: false, timer });
  };
  const tellNow = (caseId: number): void => {
    rest(caseId);
    tell(caseId);
  };
  return {
    tell: (caseId) => {
      const found = resting.get(caseId);
      if (found) found.isDue = true;
      else tellNow(caseId);
    },
    stop: () => { for (const { timer } of resting.values()) clearTimeout(timer); },
  };
}
