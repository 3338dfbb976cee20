import { deleteGroup, droppedFolder, groupOfCopy, markClaimed, markUnclaimed } from '#main/places/droppedCopy.ts';
import type { Library } from '#main/store/library.ts';

/**
 * Leaves the copies at these paths that no case uses any more to be taken away at the next start: for a process that does not know what
 * the service has in hand.
 */
export async function leaveCopies(library: Library, libraryDirectory: string, paths: readonly string[]): Promise<void> {
  const folder = droppedFolder(libraryDirectory);
  for (const group of groupsOf(folder, paths)) if (!library.slides.isAnyAt(group)) await markUnclaimed(folder, group).catch(() => undefined);
}

const groupsOf = (folder: string, paths: readonly string[]): string[] => [...new Set(paths.flatMap((place) => groupOfCopy(folder, place) ?? []))];

/**
 * The copies that the web host keeps of what was dropped on a window. A copy goes when the last case that uses it is taken away or
 * finds its slide elsewhere, or when no case was made of it; nothing else is ever deleted.
 */
export class DroppedCopies {
  readonly #library: Library;
  readonly #folder: string;
  /** How many cases are being made of a group's copy now. */
  readonly #held = new Map<string, number>();
  /** Groups that were to be discarded while they were held. */
  readonly #waiting = new Set<string>();

  constructor(library: Library, libraryDirectory: string) {
    this.#library = library;
    this.#folder = droppedFolder(libraryDirectory);
  }

  isCopy(place: string): boolean {
    return groupOfCopy(this.#folder, place) !== undefined;
  }

  /** Keeps copies at these paths from being discarded while a case is made of them. Gives the function that ends it. */
  hold(paths: readonly string[]): () => Promise<void> {
    const groups = this.#groupsOf(paths);
    for (const group of groups) this.#held.set(group, (this.#held.get(group) ?? 0) + 1);
    return async () => {
      for (const group of groups) {
        const others = this.#held.get(group)! - 1;
        if (others > 0) this.#held.set(group, others);
        else this.#held.delete(group);
      }
      await this.#discard(groups.filter((group) => this.#waiting.has(group)));
    };
  }

  /** Copies at these paths belong to a case now. */
  async keep(paths: readonly string[]): Promise<void> {
    // A note that stays behind takes nothing away: cases are asked before anything is deleted.
    for (const group of this.#groupsOf(paths)) await markClaimed(this.#folder, group).catch(() => undefined);
  }

  /** Deletes the copies at these paths that no case uses. What can't be deleted now is tried again at the next start. */
  discard(paths: readonly string[]): Promise<void> {
    return this.#discard(this.#groupsOf(paths));
  }

  async #discard(groups: readonly string[]): Promise<void> {
    for (const group of groups) {
      this.#waiting.delete(group);
      if (this.#held.has(group)) this.#waiting.add(group);
      // A group's name is in no other path: cases are found by it, by whatever way the library's folder was reached then.
      else if (this.#library.slides.isAnyAt(group)) await markClaimed(this.#folder, group).catch(() => undefined);
      else await deleteGroup(this.#folder, group).catch(() => markUnclaimed(this.#folder, group).catch(() => undefined));
    }
  }

  #groupsOf(paths: readonly string[]): string[] {
    return groupsOf(this.#folder, paths);
  }
}
