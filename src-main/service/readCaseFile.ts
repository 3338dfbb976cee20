import { readFile, stat } from 'node:fs/promises';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { CaseFields } from '#shared/reports/caseFields.ts';
import { parseCaseFields } from '#shared/reports/caseFields.ts';

/** The fields of a case are a page of text: anything larger is another file. */
const largestCaseFileBytes = 1024 * 1024;

/** Reads and checks what a laboratory says of a case. Throws `bad-input` or `not-found` naming the file and the field. */
export async function readCaseFile(file: string): Promise<CaseFields> {
  const unreadable = (why: string, cause?: unknown) => new MyeloscopeError('bad-input', `The case file ${file} ${why}.`, 'Give a JSON file with --case; its fields are listed in docs/schemas/case-1.json.', { cause });
  const found = await stat(file).catch((cause: unknown) => {
    throw new MyeloscopeError('not-found', `The case file ${file} can't be opened.`, 'Check the path given with --case.', { cause });
  });
  if (!found.isFile()) throw unreadable('is no file');
  if (found.size > largestCaseFileBytes) throw unreadable('is too large to be one');
  const bytes = await readFile(file).catch((cause: unknown) => { throw unreadable("can't be read", cause); });
  let content: unknown;
  try {
    // Editors on Windows put a mark before the text.
    content = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw unreadable('is not JSON in UTF-8', cause);
  }
  return parseCaseFields(content, file);
}
