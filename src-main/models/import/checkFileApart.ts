import { stat } from 'node:fs/promises';
import path from 'node:path';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import { startApart } from '#main/inference/startApart.ts';
import type { OnnxFile } from '#main/training/onnx/checkOnnxFile.ts';
import { largestOnnxBytes } from '#main/training/onnx/checkOnnxFile.ts';

/** A file that was looked through, with its hash. */
export interface CheckedFile { readonly file: OnnxFile; readonly sha256: string }

/**
 * Looks an ONNX file of unknown origin through in a process of its own: see `checkOnnxFile`. Nothing of it is run.
 *
 * @throws MyeloscopeError `not-found`, `model-invalid` with what is wrong; `cancelled`
 */
export async function checkFileApart(file: string, signal?: WorkContext['signal']): Promise<CheckedFile> {
  const found = await stat(file).catch(() => undefined);
  if (found?.isDirectory()) throw new MyeloscopeError('model-invalid', `${file} is a folder, and no ONNX file.`, 'Choose the ONNX file itself.');
  if (!found?.isFile()) throw new MyeloscopeError('not-found', `${file} is not there.`, 'Check the name, and whether the drive is connected.');
  if (found.size > largestOnnxBytes) throw new MyeloscopeError('model-invalid', `${file} is too large for a network that names cells (${found.size} bytes; at most ${largestOnnxBytes} are read).`, 'Nothing was imported.');
  const apart = startApart(path.join(import.meta.dirname, 'checkFileProcess.ts'), signal);
  try {
    const answer = await apart.ask({ path: file }) as CheckedFile | { readonly sentence: string; readonly remedy: string };
    if ('sentence' in answer) throw new MyeloscopeError('model-invalid', answer.sentence, answer.remedy);
    return answer;
  } finally {
    apart.end();
  }
}
