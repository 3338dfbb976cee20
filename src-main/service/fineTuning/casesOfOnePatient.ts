import { caseCode } from './caseCode.ts';
import type { CaseOfPatient } from './chooseSides.ts';

/** Cases that must not be parted, directly or through others, with all that they are known by. */
export interface CasesOfOnePatient {
  /** The first in alphabetical order, whatever order the cases come in. */
  readonly patient: string;
  readonly keys: readonly string[];
  readonly members: readonly CaseOfPatient[];
}

/** Puts cases together that have any identifier of a patient, or a slide, in common. */
export function casesOfOnePatient(cases: readonly CaseOfPatient[]): CasesOfOnePatient[] {
  const groupOf = new Map<string, { keys: Set<string>; members: CaseOfPatient[] }>();
  for (const each of cases) {
    const keys = new Set(keysOf(each)), members = [each];
    for (const other of new Set([...keys].flatMap((key) => groupOf.get(key) ?? []))) {
      other.keys.forEach((key) => keys.add(key));
      members.push(...other.members);
    }
    const group = { keys, members };
    for (const key of keys) groupOf.set(key, group);
  }
  return [...new Set(groupOf.values())].map(({ keys, members }) => ({ patient: members.map(({ patient }) => patient).sort()[0], keys: [...keys], members }));
}

/** Patients and slides by their codes, as manifests of exports have them: a folder that comes back is known by them. */
const keysOf = ({ key, patient, identifiers = [], slides = [] }: CaseOfPatient): string[] => [key, ...[patient, ...identifiers].map((who) => `patient ${codeOf(who)}`), ...slides.map((slide) => `slide ${codeOf(slide)}`)];
const codeOf = (name: string): string => (/^[0-9a-f]{64}$/.test(name) ? caseCode(name) : name);
