import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ClassifierCard } from '#shared/models/modelCard.ts';
import { readOnnx } from '#main/training/onnx/read.ts';
import { writeOnnx } from '#main/training/onnx/write.ts';

const shipped = path.resolve(import.meta.dirname, '../../models');

/** Puts a classifier of its own into a library: the shipped one under another name, in a file with a hash of its own, another for each edition. */
export function writeOwnModel(libraryDirectory: string, name: string, more: Partial<ClassifierCard> = {}, edition = ''): ClassifierCard {
  const own = path.join(libraryDirectory, 'models');
  mkdirSync(own, { recursive: true });
  const onnx = writeOnnx({ ...readOnnx(readFileSync(path.join(shipped, 'cells.onnx'))), metadata: { laboratory: name + edition } });
  const card = {
    ...JSON.parse(readFileSync(path.join(shipped, 'cells.card.json'), 'utf8')) as ClassifierCard,
    name, version: '1', file: `${name}.onnx`, sha256: createHash('sha256').update(onnx).digest('hex'), ...more,
  };
  writeFileSync(path.join(own, card.file), onnx);
  writeFileSync(path.join(own, `${name}.card.json`), JSON.stringify(card));
  return card;
}
