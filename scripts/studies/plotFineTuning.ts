// Draws the tables of fine-tuning in docs/validation.md. node scripts/start.cjs scripts/studies/plotFineTuning.ts
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fineTuningPlot } from './fineTuningPlot.ts';

const docs = path.resolve(import.meta.dirname, '../../docs');
await mkdir(path.join(docs, 'plots'), { recursive: true });
await writeFile(path.join(docs, 'plots', 'fineTuning.svg'), fineTuningPlot(await readFile(path.join(docs, 'validation.md'), 'utf8')));
