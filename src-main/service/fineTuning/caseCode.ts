/** Names a case, a patient or a slide in files that leave the library, from its hash: nobody can be found by it. */
export const caseCode = (key: string): string => key.slice(0, 12);
