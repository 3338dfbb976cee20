import { expect, it } from 'vitest';
import { chicagoBloodRanges, iowaMarrowRanges } from '../differential/referenceRanges.ts';
import { countingRules } from './countingRules.ts';
import { defaultSettings } from './defaultSettings.ts';

it('counts as delivered until something is set', () => {
  expect(countingRules('marrow', defaultSettings)).toMatchObject({ scheme: { id: 'marrow', target: 500, myeloidErythroid: 'withMonocytes', unknownInDenominator: false }, ranges: iowaMarrowRanges, printedInterval: 'wilson' });
  expect(countingRules('blood', defaultSettings)).toMatchObject({ scheme: { id: 'blood', target: 200, myeloidErythroid: 'none' }, ranges: chicagoBloodRanges });
});

it('follows what a laboratory has set, and names its ranges as its own', () => {
  const settings = {
    ...defaultSettings, targets: { marrow: 300, blood: 100 }, myeloidErythroid: 'withoutMonocytes' as const, unknownInDenominator: true, neutrophilsCombined: true, interval: 'clopperPearson' as const,
    ranges: { source: 'Own donors, 2024', ranges: [{ row: 'NGB+NGS', low: 30, high: 45 }] }, thresholds: [{ name: 'Mast cells', classes: ['MAS' as const], percent: 1 }],
  };
  const { scheme, ranges, thresholds, printedInterval } = countingRules('marrow', settings);
  expect(scheme).toMatchObject({ id: 'marrow-neutrophils-combined', target: 300, myeloidErythroid: 'withoutMonocytes', unknownInDenominator: true });
  expect(scheme.rows.some(({ code }) => code === 'NGB+NGS')).toBe(true);
  expect(ranges).toMatchObject({ name: 'Laboratory', source: 'Own donors, 2024' });
  expect(thresholds).toEqual(settings.thresholds);
  expect(printedInterval).toBe('clopperPearson');
  expect(countingRules('marrow', { ...settings, ranges: { source: '', ranges: [] } }).ranges).toBeNull();
  expect(countingRules('blood', { ...settings, bloodRanges: { source: 'Own donors, 2024', ranges: [{ row: 'LYT', low: 18, high: 44 }] } }).ranges).toMatchObject({ name: 'Laboratory', specimen: 'blood', ranges: [{ row: 'LYT', low: 18, high: 44 }] });
  expect(countingRules('blood', settings).ranges).toEqual(chicagoBloodRanges);
  expect(countingRules('marrow', { ...settings, ranges: { ...settings.ranges, source: ' ' } }).ranges?.source).toBe('source to be confirmed');
});
