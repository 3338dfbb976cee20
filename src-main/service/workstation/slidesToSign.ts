import path from 'node:path';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { WorkstationContext } from './workstationContext.ts';

type NeededContext = Pick<WorkstationContext, 'library' | 'slides'>;

/** What the slides of a case mean for a signature, in sentences. */
export interface SlidesToSign {
  /** Why nobody can sign: a slide is known to be another than the one counted, so nobody can have reviewed its cells on it. */
  readonly cannotSign: readonly string[];
  /** What a signer should know: a slide can't be read. What was counted and reviewed on it stays true, so that keeps nobody from signing. */
  readonly mustSettle: readonly string[];
}

/** Reads no slide: what nobody has compared yet is not known to be another. See `compareSlides`. */
export async function slidesToSign({ library, slides }: NeededContext, caseId: number): Promise<SlidesToSign> {
  const cannotSign: string[] = [];
  const mustSettle: string[] = [];
  for (const slide of library.slides.ofCase(caseId)) {
    const refusal = await slides.refusalOf(slide);
    if (refusal?.code === 'slide-changed') cannotSign.push(`${refusal.message} ${refusal.remedy}`.trim());
    else if (refusal) mustSettle.push(`${path.basename(slide.path)} can't be read now: the report may lack pictures of its cells.`);
  }
  return { cannotSign, mustSettle };
}

/** Compares each slide of a case that is there with what was counted. Those whose files look as they did then are not read. */
export async function compareSlides({ library, slides }: NeededContext, caseId: number): Promise<void> {
  for (const { id } of library.slides.ofCase(caseId)) {
    await slides.useCounted(id, () => Promise.resolve()).catch((cause: unknown) => {
      if (!(cause instanceof MyeloscopeError)) throw cause;
    });
  }
}
