import path from 'node:path';
import { MyeloscopeError, throwIfCancelled } from '#shared/errors/myeloscopeError.ts';
import { slideBytes } from './slideBytes.ts';
import type { CallContext, WorkstationContext } from './workstationContext.ts';

type NeededContext = Pick<WorkstationContext, 'library' | 'slides'>;

/** What the slides of a case mean for a signature, in sentences. */
export interface SlidesToSign {
  /**
   * Why nobody can sign: a slide is known to be another than the one counted, so nobody can have reviewed its cells on it. That is also so
   * where what lies in its place can't be opened, as long as its bytes can be compared.
   */
  readonly cannotSign: readonly string[];
  /**
   * What a signer must know and confirm: a slide can't be read, or not be compared. What was counted and reviewed on it stays true, so that
   * keeps nobody from signing.
   */
  readonly mustSettle: readonly string[];
}

/** What came of comparing each slide of a case that is there with what was counted: why it is not known to be that, undefined where it is. */
export type SlideComparisonsOfCase = ReadonlyMap<number, MyeloscopeError | undefined>;

/**
 * Reads no slide: what nobody has compared yet is not known to be another. Given what `compareSlides` found, which comes before a signature,
 * every slide must be known: one whose file looks otherwise than when it was compared keeps everybody from signing, for something writes to it.
 */
export async function slidesToSign({ library, slides }: NeededContext, caseId: number, compared?: SlideComparisonsOfCase): Promise<SlidesToSign> {
  const cannotSign: string[] = [];
  const mustSettle: string[] = [];
  for (const slide of library.slides.ofCase(caseId)) {
    const refusal = await slides.refusalOf(slide);
    if (refusal?.code === 'slide-changed') cannotSign.push(`${refusal.message} ${refusal.remedy}`.trim());
    else if (refusal) mustSettle.push(unreadable(path.basename(slide.path), await slides.isCompared(slide).catch(() => false)));
    else if (compared && !(await slides.isCompared(slide).catch(() => false))) cannotSign.push(writtenTo(path.basename(slide.path), compared.get(slide.id)));
  }
  return { cannotSign, mustSettle };
}

function writtenTo(name: string, found: MyeloscopeError | undefined): string {
  return found?.code === 'slide-changed' ? `${found.message} Something is still writing to it: sign when that is done.`
    : `${name} was written to after it was compared with what was counted: sign again when nothing writes to it any more.`;
}

function unreadable(name: string, isCompared: boolean): string {
  return isCompared ? `${name} can't be read now, though its file is the one that was counted: the report may lack pictures of its cells.`
    : `${name} can't be read now, so it can't be compared with what was counted, and the report may lack pictures of its cells.`;
}

/**
 * Compares each slide of a case that is there with what was counted, and reports how far that is of all. Those whose files look as they did
 * then are not read. Gives what came of each as its file was then; what it means as the file is now, `slidesToSign` tells. Throws `cancelled`
 * once the signal is raised, and nothing else.
 */
export async function compareSlides({ library, slides }: NeededContext, caseId: number, { signal, report }: CallContext): Promise<SlideComparisonsOfCase> {
  const ofCase = await Promise.all(library.slides.ofCase(caseId).map(async (slide) => {
    const isCompared = await slides.isCompared(slide).catch(() => true);
    return { slide, bytes: isCompared ? 0 : await slideBytes(slide.path) };
  }));
  const toRead = ofCase.filter(({ bytes }) => bytes > 0);
  const total = toRead.reduce((sum, { bytes }) => sum + bytes, 0);
  const stage = `Comparing ${toRead.length === 1 ? path.basename(toRead[0].slide.path) : `${String(toRead.length)} slides`} with what was counted`;
  let before = 0;
  const tell = (done: number): void => { if (total > 0) report({ stage, done: Math.min(done, total), total }); };
  tell(0);
  const found = new Map<number, MyeloscopeError | undefined>();
  for (const { slide, bytes } of ofCase) {
    throwIfCancelled(signal);
    found.set(slide.id, await slides.useCounted(slide.id, () => Promise.resolve(undefined), { signal, tell: (done, of) => { tell(before + (of > 0 ? (bytes * done) / of : 0)); } }).catch((cause: unknown) => {
      if (!(cause instanceof MyeloscopeError) || cause.code === 'cancelled') throw cause;
      return cause;
    }));
    before += bytes;
    tell(before);
  }
  return found;
}
