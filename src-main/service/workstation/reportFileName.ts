/** The name of a report's file: the specimen's number, which is no name of a person, and the signed version. Safe on every system. */
export function reportFileName(caseId: number, accession: string | undefined, version: number | undefined, ending: string): string {
  const specimen = (accession ?? '').normalize('NFC').replaceAll(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[.-]+|[.-]+$/g, '').slice(0, 60);
  return `report-${specimen || `case-${String(caseId)}`}${version === undefined ? '-not-signed' : `-version-${String(version)}`}.${ending}`;
}
