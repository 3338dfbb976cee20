import type { Page } from 'playwright-core';

/** Begins to count what the page's own thread does. Gives the function that tells its processor time since, milliseconds: on a loaded machine that says more of a frame than the clock. */
export async function countPageWork(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const taskSeconds = async (): Promise<number> => (await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')!.value;
  const before = await taskSeconds();
  return async () => {
    const spent = 1000 * (await taskSeconds() - before);
    await session.detach();
    return spent;
  };
}
