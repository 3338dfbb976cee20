import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import type { Library } from '#main/store/library.ts';
import type { StoredRegion } from '#main/store/repositories/regionRepository.ts';
import { mapWithUnexamined } from './chooseMoreRegions.ts';
import type { RegionCount } from './countRegion.ts';
import { placeOfCell } from './placeOfCell.ts';
import type { CellPlace, SmearState } from './planCount.ts';
import type { PreparedSmear } from './prepareSmear.ts';

/** How far one smear has been counted: what the library keeps of it, and the same numbers at hand. */
export class SmearCount implements SmearState {
  readonly smear: PreparedSmear;
  readonly #library: Library;
  readonly #countableClasses: ReadonlySet<ClassCode>;
  #waiting: StoredRegion[] = [];
  /** Parts were not looked at yet: where the regions are used up, more may be chosen there. */
  #hasUnexamined = false;
  /** Where each cell found stands, in the order of counting. */
  readonly places: CellPlace[] = [];
  /** Cells that enter the differential. */
  countable = 0;
  /** Regions counted or set aside. */
  settled = 0;

  constructor(library: Library, smear: PreparedSmear, countableClasses: ReadonlySet<ClassCode>) {
    this.#library = library;
    this.smear = smear;
    this.#countableClasses = countableClasses;
    this.readChoice();
    for (const { code } of library.cells.machineCodesOfSlide(smear.slideId)) this.#add(code);
  }

  get name(): string {
    return this.smear.open.name;
  }

  get waiting(): number {
    return this.#waiting.length + (this.#hasUnexamined ? 1 : 0);
  }

  /** Takes up what the library keeps of where to count: at first, and when more was chosen. */
  readChoice(): void {
    const regions = this.#library.regions.ofSlide(this.smear.slideId);
    this.#waiting = regions.filter(({ state }) => state === 'waiting').reverse();
    this.settled = regions.length - this.#waiting.length;
    this.#hasUnexamined = mapWithUnexamined(this.#library, this.smear.slideId) !== undefined;
  }

  nextRegion(): StoredRegion | undefined {
    return this.#waiting.at(-1);
  }

  regionAfterNext(): StoredRegion | undefined {
    return this.#waiting.at(-2);
  }

  /** How it will probably stand once the next region is counted: for deciding what to begin early, never what to keep. */
  asIfCounted(): SmearState {
    const perRegion = this.settled === 0 ? 0 : Math.ceil(this.countable / this.settled);
    return { name: this.name, places: [...this.places, ...Array.from({ length: perRegion }, () => 'counted' as const)], waiting: this.waiting - 1 };
  }

  /** Keeps what came of the next region. Call it in a transaction. */
  keep(region: StoredRegion, result: RegionCount): void {
    if ('problem' in result) this.#library.regions.markFailed(region.id, result.problem);
    else if (this.#library.regions.markCounted(region.id)) {
      this.#library.cells.addToRegion(region.id, result.cells);
      if (result.colours.cells > 0) this.#library.slideColours.add(this.smear.slideId, result.colours);
    }
    this.#waiting.pop();
    this.settled += 1;
    if ('cells' in result) for (const { machineCall } of result.cells) this.#add(machineCall.code);
  }

  #add(code: ClassCode): void {
    const place = placeOfCell(code, this.#countableClasses);
    this.places.push(place);
    if (place === 'counted') this.countable += 1;
  }
}
