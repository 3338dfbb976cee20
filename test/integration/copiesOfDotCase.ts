import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { CountedDotCase } from './countedDotCase.ts';
import { countDotCase } from './countedDotCase.ts';
import type { TestWorkstation } from './testWorkstation.ts';

/** What a test finds: the case, and a workstation on a copy of its library. */
export interface DotCaseAtHand { readonly dots: CountedDotCase; readonly caseId: number; readonly workstation: TestWorkstation }

/** Counts the case of dots once for all tests of a file, opens a workstation on a copy of it for each, and closes it after it. */
export function useCopiesOfDotCase(give: (atHand: DotCaseAtHand) => void): void {
  let dots: CountedDotCase, workstation: TestWorkstation;
  beforeAll(async () => { dots = await countDotCase(); });
  afterAll(() => { dots.remove(); });
  beforeEach(() => {
    workstation = dots.open();
    give({ dots, caseId: dots.caseId, workstation });
  });
  afterEach(async () => { await workstation.close(); });
}
