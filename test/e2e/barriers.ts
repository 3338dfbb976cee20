import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/**
 * What shuts people out of the screen that is open, serious or critical by axe's own rating, in light colours and in dark ones: a
 * sentence for each rule, with the first element that breaks it. Empty where nothing does.
 */
export async function seriousBarriers(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const axe = new AxeBuilder({ page });
    // Between the two only the colours differ.
    const { violations } = await (colorScheme === 'dark' ? axe.withRules('color-contrast') : axe).analyze();
    for (const { impact, id, nodes: [first, ...others] } of violations) {
      if (impact === 'serious' || impact === 'critical') found.push(`${colorScheme}, ${id} (and ${others.length} more): ${first.html}: ${first.failureSummary}`);
    }
  }
  await page.emulateMedia({ colorScheme: null });
  return found;
}
