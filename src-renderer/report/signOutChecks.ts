import { reportTexts } from '../texts/report.ts';
import type { SavingState } from './fieldSaver.ts';

interface SignOutState {
  readonly hasUsers: boolean;
  readonly hasSigner: boolean;
  readonly mustSettle: readonly string[];
  readonly confirmed: ReadonlySet<string>;
  /** Fingerprint of the pages now on the screen, and of those that were there when the dialogue opened. */
  readonly seen?: string;
  readonly seenAtOpening?: string;
  readonly saving: SavingState;
}

/** Why the report can't be signed as things stand, in one sentence; undefined where it can. Pure. */
export function reasonNotToSign({ hasUsers, hasSigner, mustSettle, confirmed, seen, seenAtOpening, saving }: SignOutState): string | undefined {
  const texts = reportTexts.sign;
  if (!hasUsers) return texts.noUsers;
  if (!hasSigner) return texts.noSigner;
  if (saving !== 'saved') return saving === 'failed' || saving === 'refused' ? texts.notSaved : texts.unfinished;
  if (seen === undefined) return texts.notWithoutPages;
  if (seenAtOpening !== undefined && seen !== seenAtOpening) return texts.changed;
  return mustSettle.every((sentence) => confirmed.has(sentence)) ? undefined : texts.confirmAll;
}
