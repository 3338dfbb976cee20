// Looks an ONNX file of unknown origin through in a process of its own: a file can be made so that reading it alone takes all memory.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { watchMemory } from '#main/inference/watchMemory.ts';
import { checkOnnxFile } from '#main/training/onnx/checkOnnxFile.ts';

watchMemory(3 * 2 ** 30);
process.on('message', (file: { readonly path: string }) => { process.send!(answer(file.path)); });
process.on('disconnect', () => { process.exit(0); });

function answer(file: string): object {
  try {
    const bytes = readFileSync(file);
    return { file: checkOnnxFile(bytes), sha256: createHash('sha256').update(bytes).digest('hex') };
  } catch (error) {
    if (error instanceof MyeloscopeError) return { sentence: error.message, remedy: error.remedy };
    return { sentence: `The model file can't be read: ${error instanceof Error ? error.message : String(error)}`, remedy: 'Nothing was imported.' };
  }
}
