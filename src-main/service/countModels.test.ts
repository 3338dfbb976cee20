import { expect, it } from 'vitest';
import type { ClassifierCard } from '#shared/models/modelCard.ts';
import { confusionOf } from './countModels.ts';
import { measuredBefore } from './registry/measuredBefore.ts';

it('gives no confusion that was measured on the model before: its interval would not be of these errors', () => {
  const measured = { specimen: 'marrow' as const, trueCodes: ['NGS' as const], calledCodes: ['NGS' as const], rows: [[9]], on: 'cells of nine patients' };
  const card = (on: string) => ({ confusions: [{ ...measured, on }] }) as unknown as ClassifierCard;
  expect(confusionOf(card(measured.on), 'marrow')).toMatchObject({ rows: [[9]], source: measured.on });
  expect(confusionOf(card(measured.on), 'blood')).toBeUndefined();
  const before = measuredBefore(measured.on, { name: 'cells', version: '1' });
  expect(confusionOf(card(before), 'marrow')).toBeUndefined();
  expect(measuredBefore(before, { name: 'ours', version: '2' })).toBe('cells of nine patients (measured on cells 1, before)');
});
