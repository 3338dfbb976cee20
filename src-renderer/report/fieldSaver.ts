import type { CaseFields } from '#shared/reports/caseFields.ts';
import { problemOfField, readField, withFields } from './reportFields.ts';
import type { FieldPlace } from './reportFields.ts';

/** `typing`: something is not on disk yet. `refused`: a text can't be kept as it stands. */
export type SavingState = 'saved' | 'typing' | 'saving' | 'failed' | 'refused';
export interface SaverView {
  readonly state: SavingState;
  readonly texts: ReadonlyMap<FieldPlace, string>;
  /** Texts that somebody wrote elsewhere into fields in which other words were typed here: neither is written over before the person has chosen. */
  readonly disputed: ReadonlyMap<FieldPlace, string>;
}

/** How long a pause in typing is before the texts are kept. */
const pauseMs = 600;

interface FieldSaverParts {
  /** Puts these texts on disk, and no other field's. `was`: what stood in them before, as far as the window knows. */
  readonly save: (texts: ReadonlyMap<FieldPlace, string>, was: ReadonlyMap<FieldPlace, string>) => Promise<void>;
  readonly onFailure: (error: unknown) => void;
}

/**
 * Keeps texts as they are typed. What was typed is shown until it is on disk, whatever the window hears of the case meanwhile, so
 * that no letter is lost or comes back; only the texts that were changed here are written over.
 */
export class FieldSaver {
  readonly #parts: FieldSaverParts;
  /** As they are on disk, as far as the window knows. */
  #onDisk: CaseFields;
  readonly #listeners = new Set<() => void>();
  #texts = new Map<FieldPlace, string>();
  /** What stood in a field when typing in it began. */
  readonly #before = new Map<FieldPlace, string>();
  /** What was sent of a field last: it may be on disk though no answer said so, and is no other's. */
  readonly #sent = new Map<FieldPlace, string>();
  #view: SaverView = { state: 'saved', texts: this.#texts, disputed: new Map() };
  #waiting: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<void> | undefined;

  constructor(onDisk: CaseFields, parts: FieldSaverParts) {
    this.#onDisk = onDisk;
    this.#parts = parts;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly getView = (): SaverView => this.#view;

  /** What stands in a field now: as typed, else as on disk. */
  textOf(place: FieldPlace): string { return this.#texts.get(place) ?? readField(this.#onDisk, place); }

  /** The fields have been read again: somebody may have changed them elsewhere. */
  receive(onDisk: CaseFields): void {
    if (onDisk === this.#onDisk) return;
    this.#onDisk = onDisk;
    this.#show(this.#view.state);
    // What was refused because of what has now arrived is looked at once more: the texts beside it can go.
    if (this.#view.state === 'failed') this.#flushSoon();
  }

  type(place: FieldPlace, text: string): void {
    if (!this.#texts.has(place)) this.#before.set(place, readField(this.#onDisk, place));
    this.#texts.set(place, text);
    this.#show('typing');
    this.#flushSoon();
  }

  /** Writes what was typed here over what stands in a disputed field. */
  async keepMine(place: FieldPlace): Promise<void> {
    this.#before.set(place, readField(this.#onDisk, place));
    await this.flush();
  }

  /** Gives up what was typed here into a disputed field. */
  takeTheirs(place: FieldPlace): void {
    this.#forget(place);
    this.#show(this.#stateOfRest());
  }

  /** Keeps at once what is not kept yet; resolves when it is on disk, or could not be put there. */
  async flush(): Promise<void> {
    clearTimeout(this.#waiting);
    await this.#saving;
    const ready = new Map([...this.#texts].filter(([place]) => this.#isReady(place)));
    if (ready.size === 0) { this.#show(this.#stateOfRest()); return; }
    this.#show('saving');
    this.#saving = this.#keep(ready);
    await this.#saving;
  }

  #flushSoon(): void {
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => { void this.flush(); }, pauseMs);
  }

  #isReady(place: FieldPlace): boolean { return problemOfField(place, this.textOf(place)) === undefined && this.#disputeOf(place) === undefined; }

  /** What another wrote into a field in which something else is being typed here. */
  #disputeOf(place: FieldPlace): string | undefined {
    const there = readField(this.#onDisk, place);
    const isKnown = [this.#texts.get(place), this.#before.get(place), this.#sent.get(place)].some((text) => text?.normalize('NFC') === there);
    return isKnown ? undefined : there;
  }

  #stateOfRest(): SavingState { return this.#texts.size === 0 ? 'saved' : [...this.#texts.keys()].some((place) => this.#isReady(place)) ? 'typing' : 'refused'; }

  #forget(place: FieldPlace): void {
    for (const texts of [this.#texts, this.#before, this.#sent]) texts.delete(place);
  }

  async #keep(sent: ReadonlyMap<FieldPlace, string>): Promise<void> {
    try {
      const was = new Map([...sent.keys()].map((place) => [place, readField(this.#onDisk, place)]));
      for (const [place, text] of sent) this.#sent.set(place, text);
      await this.#parts.save(sent, was);
      this.#onDisk = withFields(this.#onDisk, sent);
      for (const [place, text] of sent) {
        // What was typed further meanwhile stays to be kept.
        if (this.#texts.get(place) === text) this.#forget(place);
        else this.#before.set(place, text);
      }
      this.#show(this.#stateOfRest());
    } catch (error) {
      this.#show('failed');
      this.#parts.onFailure(error);
    } finally {
      this.#saving = undefined;
    }
  }

  #show(state: SavingState): void {
    const disputed = [...this.#texts.keys()].map((place) => [place, this.#disputeOf(place)] as const).filter((dispute): dispute is readonly [FieldPlace, string] => dispute[1] !== undefined);
    this.#view = { state, texts: new Map(this.#texts), disputed: new Map(disputed) };
    for (const listener of this.#listeners) listener();
  }
}
