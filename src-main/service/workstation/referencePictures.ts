import { readFile, stat } from 'node:fs/promises';
import type { ResultOf } from '#shared/contract/contract.ts';
import type { Reading } from '#shared/contract/parts.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { drawnSmearFormat } from '#shared/reports/drawnSmear.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { encodeJpeg } from '#main/slides/jpeg/encodeJpeg.ts';
import type { ReferenceCell } from '#main/store/repositories/referenceCellRepository.ts';
import { drawnClasses, drawnPerClass, drawnReferencePlace, referenceSidePx, referenceSpanUm } from '../drawReferences.ts';
import { cellSurroundings } from './cellSurroundings.ts';
import { placeOfCellOnSlide } from './placeOfCellOnSlide.ts';
import type { WorkstationContext } from './workstationContext.ts';

type Reference = ResultOf<'cells.references'>['pictures'][number];
type Picture = ResultOf<'pictures.reference'>;

/** The case that is open, and the reading in which it is. */
interface SeenFrom { readonly caseId: number; readonly reading: Reading }

const mostPerClass = 12;
/** Below so many of the laboratory's own, drawn ones fill up. */
const enough = 6;
/** The newest named cells looked at for the best of each case. */
const lookedAt = 300;
/** Examples stay where they are while a person works, and follow what was reviewed after a while. */
const keptMs = 10 * 60_000;
const quality = 90;

/** A number addresses one picture for good: even ones are cells of the library, odd ones drawn. */
const numberOfCell = (cellId: number): number => 2 * cellId;
const numberOfDrawn = (index: number): number => 2 * index + 1;

/** Pictures of each class to compare with: the laboratory's own, and drawn ones until there are enough of them. */
export class ReferencePictures {
  readonly #context: Pick<WorkstationContext, 'library' | 'slides'>;
  readonly #drawnDirectory: string;
  /** By class, and by case and reading from which they are seen. */
  readonly #lists = new Map<string, { readonly madeAt: number; readonly references: Promise<Reference[]> }>();
  /** Of reviewed cells, by number, with the case of each. */
  readonly #pictures = new Map<number, { readonly caseId: number; readonly picture: Picture }>();

  constructor(context: Pick<WorkstationContext, 'library' | 'slides'>, drawnDirectory: string) {
    this.#context = context;
    this.#drawnDirectory = drawnDirectory;
  }

  /** The references of a class, best first: the same for some minutes. Of the case that is open only what the reading itself has named. */
  async ofClass(code: ClassCode, seenFrom: SeenFrom): Promise<Reference[]> {
    const key = `${code} ${String(seenFrom.caseId)} ${seenFrom.reading}`;
    for (const [old, { madeAt }] of this.#lists) if (performance.now() - madeAt >= keptMs) this.#lists.delete(old);
    const kept = this.#lists.get(key);
    if (kept) return kept.references;
    const references = this.#make(code, seenFrom);
    this.#lists.set(key, { madeAt: performance.now(), references });
    const made = await references;
    // Drawn ones may still be on their way.
    if (made.length < Math.min(enough, drawnPerClass)) this.#lists.delete(key);
    return made;
  }

  /** Throws `bad-input` where there is no such picture. */
  async picture(code: ClassCode, number: number): Promise<Picture> {
    const kept = this.#pictures.get(number);
    if (kept) return kept.picture;
    const place = drawnReferencePlace(this.#drawnDirectory, code, (number - 1) / 2);
    const bytes = number % 2 === 1 && number < numberOfDrawn(drawnPerClass) ? await readFile(place).catch(() => undefined) : undefined;
    if (!bytes) throw new MyeloscopeError('bad-input', 'This reference picture is not there any more.', 'Open the cell again.');
    return { mimeType: 'image/jpeg', bytes: new Uint8Array(bytes) };
  }

  /** A patient whose case was taken away is an example no more. */
  forgetCase(caseId: number): void {
    this.#lists.clear();
    for (const [number, kept] of this.#pictures) if (kept.caseId === caseId) this.#pictures.delete(number);
  }

  async #make(code: ClassCode, { caseId, reading }: SeenFrom): Promise<Reference[]> {
    const references: Reference[] = [];
    const named = this.#context.library.referenceCells.lastNamed(code, lookedAt, drawnSmearFormat);
    for (const cell of inTurn(named.filter((cell) => cell.caseId !== caseId || cell.reading === reading))) {
      if (references.length >= mostPerClass) break;
      if (!(await this.#cut(cell))) continue;
      references.push({ code, kind: 'reviewed', number: numberOfCell(cell.cellId), caption: `Named by ${cell.by}, ${cell.at.slice(0, 10)}` });
    }
    for (let index = 0; references.length < enough && index < drawnPerClass && drawnClasses.includes(code); index++) {
      const isThere = await stat(drawnReferencePlace(this.#drawnDirectory, code, index)).then(() => true, () => false);
      if (isThere) references.push({ code, kind: 'drawn', number: numberOfDrawn(index), caption: 'Drawn, no patient\'s cell' });
    }
    return references;
  }

  /** Cuts a picture out, to be at hand; false where its slide can't be read now. */
  async #cut({ caseId, cellId }: ReferenceCell): Promise<boolean> {
    const { library, slides } = this.#context;
    const number = numberOfCell(cellId);
    if (this.#pictures.has(number)) return true;
    try {
      const { slideId, xPx, yPx, micrometresPerPixel } = placeOfCellOnSlide(library, caseId, cellId);
      const picture = await slides.useCounted(slideId, (source) => cellSurroundings(source, { xPx, yPx, micrometresPerPixel, spanUm: referenceSpanUm, sidePx: referenceSidePx }));
      this.#pictures.set(number, { caseId, picture: { mimeType: 'image/jpeg', bytes: new Uint8Array(await encodeJpeg(picture, quality)) } });
      return true;
    } catch (cause) {
      if (cause instanceof MyeloscopeError) return false;
      throw cause;
    }
  }
}

/** The best of each case in turn, the newest case first, so that more than one specimen is seen. A cell that two readers named comes once. */
function inTurn(cells: readonly ReferenceCell[]): ReferenceCell[] {
  const once = [...new Map(cells.map((cell) => [cell.cellId, cell])).values()];
  const cases = [...Map.groupBy(once, ({ caseId }) => caseId)].sort(([a], [b]) => b - a)
    .map(([, ofCase]) => ofCase.sort((a, b) => b.confidence - a.confidence || a.cellId - b.cellId));
  const longest = Math.max(0, ...cases.map(({ length }) => length));
  return Array.from({ length: longest }, (_, rank) => cases.flatMap((ofCase) => (rank < ofCase.length ? [ofCase[rank]] : []))).flat();
}
