import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ClassifierCard, LocalExpertCard } from '#shared/models/modelCard.ts';
import { readOnnx } from '#main/training/onnx/read.ts';
import { writeOnnx } from '#main/training/onnx/write.ts';

const shipped = path.resolve(import.meta.dirname, '../../models');

/**
 * Puts a local expert for the shipped classifier into a library that calls a segmented neutrophil a lymphocyte, and the other way round:
 * the classifier's own network, under a card that has these two at each other's place.
 */
export function writeSwappingExpert(libraryDirectory: string, of: Pick<ClassifierCard, 'name' | 'version' | 'sha256'>): LocalExpertCard {
  const own = path.join(libraryDirectory, 'models');
  mkdirSync(own, { recursive: true });
  const onnx = writeOnnx({ ...readOnnx(readFileSync(path.join(shipped, 'cells.onnx'))), metadata: { laboratory: 'expert' } });
  const cells = JSON.parse(readFileSync(path.join(shipped, 'cells.card.json'), 'utf8')) as ClassifierCard;
  const card: LocalExpertCard = {
    ...cells, kind: 'localExpert', name: 'swapping', version: '1', file: 'swapping.onnx', sha256: createHash('sha256').update(onnx).digest('hex'), appliesTo: of.name, basedOn: { name: of.name, version: of.version, sha256: of.sha256 },
    summary: `Decides again between all classes, where ${of.name} calls a cell one of them.`, classes: cells.classes.map((code) => (code === 'NGS' ? 'LYT' : code === 'LYT' ? 'NGS' : code)), confusions: [],
    // One view is enough for swapping, and eight times as quick.
    calibration: { ...cells.calibration, views: 1 },
  };
  writeFileSync(path.join(own, card.file), onnx);
  writeFileSync(path.join(own, `${card.name}.card.json`), JSON.stringify(card));
  return card;
}
