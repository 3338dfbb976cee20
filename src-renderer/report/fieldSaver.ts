import type { CaseFields } from '#shared/reports/caseFields.ts';
import { problemOfField, readField, withFields } from './reportFields.ts';
import type { FieldPlace } from './reportFields.ts';

/** `typing`: something is not on disk yet. `refused`: a text can't be kept as it stands. */
export type SavingState = 'saved' | 'typing' | 'saving' | 'failed' | 'refused';
export interface SaverView { readonly state: SavingState; readonly texts: ReadonlyMap<FieldPlace, string> }

/** How long a pause in typing is before the texts are kept. */
const pauseMs = 600;

interface FieldSaverParts {
  /** Puts all fields on disk. */
  readonly save: (fields: CaseFields) => Promise<void>;
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
  #view: SaverView = { state: 'saved', texts: this.#texts };
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
  }

  type(place: FieldPlace, text: string): void {
    this.#texts.set(place, text);
    this.#show('typing');
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => { void this.flush(); }, pauseMs);
  }

  /** Keeps at once what is not kept yet; resolves when it is on disk, or could not be put there. */
  async flush(): Promise<void> {
    clearTimeout(this.#waiting);
    await this.#saving;
    const sound = new Map([...this.#texts].filter(([place, text]) => problemOfField(place, text) === undefined));
    if (sound.size === 0) { this.#show(this.#texts.size === 0 ? 'saved' : 'refused'); return; }
    this.#show('saving');
    this.#saving = this.#keep(sound);
    await this.#saving;
  }

  async #keep(sent: ReadonlyMap<FieldPlace, string>): Promise<void> {
    try {
      const fields = withFields(this.#onDisk, sent);
      await this.#parts.save(fields);
      this.#onDisk = fields;
      // What was typed further meanwhile stays to be kept.
      for (const [place, text] of sent) if (this.#texts.get(place) === text) this.#texts.delete(place);
      this.#show(this.#texts.size === 0 ? 'saved' : [...this.#texts].some(([place, text]) => problemOfField(place, text) === undefined) ? 'typing' : 'refused');
    } catch (error) {
      this.#show('failed');
      this.#parts.onFailure(error);
    } finally {
      this.#saving = undefined;
    }
  }

  #show(state: SavingState): void {
    this.#view = { state, texts: new Map(this.#texts) };
    for (const listener of this.#listeners) listener();
  }
}
