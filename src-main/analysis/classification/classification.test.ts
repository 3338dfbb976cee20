import { describe, expect, it } from 'vitest';
import { calibratedCall, familiarityOfDistance, temperedProbabilities } from './calibratedCall.ts';
import { applyLocalExpert } from './localExpert.ts';
import { floatsPerView, writeView } from './views.ts';
import { cellInputPx } from './cellInput.ts';

const calibration = { temperature: 1, unknownBelow: 0.5, unfamiliarBelow: 0.05, familiarDistances: Array.from({ length: 101 }, (_, i) => i), views: 8 as const, on: 'test' };
const classes = ['NGB', 'NGS', 'LYT'] as const;

describe('calibratedCall', () => {
  it('names a likely, familiar cell', () => {
    const call = calibratedCall(classes, Float32Array.of(0.2, 0.7, 0.1), 10, calibration);
    expect(call.code).toBe('NGS');
    expect(call.probabilities.reduce((a, b) => a + b)).toBeCloseTo(1, 6);
  });

  it('says UNK of an uncertain cell and of an unfamiliar one, and still keeps the forced call', () => {
    expect(calibratedCall(classes, Float32Array.of(0.4, 0.35, 0.25), 10, calibration)).toMatchObject({ code: 'UNK', forcedCode: 'NGB' });
    expect(calibratedCall(classes, Float32Array.of(0.9, 0.05, 0.05), 100.5, calibration)).toMatchObject({ code: 'UNK', forcedCode: 'NGB', familiarity: 0 });
    expect(calibratedCall(classes, Float32Array.of(0.9, 0.05, 0.05), NaN, calibration).code).toBe('UNK');
  });

  it('does not name a cell that may be of a class that the model cannot rule out, unless so', () => {
    const careful = { ...calibration, notRuledOut: [{ code: 'NGB' as const, from: 0.02 }] };
    expect(calibratedCall(classes, Float32Array.of(0.03, 0.95, 0.02), 10, careful)).toMatchObject({ code: 'UNK', forcedCode: 'NGS' });
    expect(calibratedCall(classes, Float32Array.of(0.01, 0.97, 0.02), 10, careful).code).toBe('NGS');
    expect(calibratedCall(classes, Float32Array.of(0.9, 0.05, 0.05), 10, careful).code).toBe('NGB');
    expect(calibratedCall(classes, Float32Array.of(0.03, 0.95, 0.02), 10, { ...calibration, notRuledOut: [{ code: 'BLA', from: 0.02 }] }).code).toBe('NGS');
  });

  it('takes a model at its word that it can\'t name a cell, and forces the best of the others', () => {
    expect(calibratedCall(['UNK', 'NGS', 'LYT'], Float32Array.of(0.6, 0.1, 0.3), 10, { ...calibration, unknownBelow: 0 })).toMatchObject({ code: 'UNK', forcedCode: 'LYT' });
    expect(calibratedCall(['UNK', 'NGS', 'LYT'], Float32Array.of(0.2, 0.1, 0.7), 10, calibration)).toMatchObject({ code: 'LYT', forcedCode: 'LYT' });
  });

  it('sharpens below temperature 1 and flattens above', () => {
    const given = Float32Array.of(0.6, 0.3, 0.1);
    expect(temperedProbabilities(given, 0.5)[0]).toBeCloseTo(0.36 / (0.36 + 0.09 + 0.01), 5);
    expect(temperedProbabilities(given, 4)[0]).toBeLessThan(0.45);
  });

  it('measures familiarity as the share of known cells at least as far away', () => {
    expect(familiarityOfDistance(-1, calibration.familiarDistances)).toBe(1);
    expect(familiarityOfDistance(50, calibration.familiarDistances)).toBeCloseTo(51 / 101, 6);
    expect(familiarityOfDistance(101, calibration.familiarDistances)).toBe(0);
  });
});

describe('applyLocalExpert', () => {
  it('shares out only what its classes had, and only where the call is among them', () => {
    const decided = applyLocalExpert(Float32Array.of(0.45, 0.4, 0.15), [0, 1], Float32Array.of(0.1, 0.9));
    expect(decided[0]).toBeCloseTo(0.085, 5);
    expect(decided[1]).toBeCloseTo(0.765, 5);
    expect(decided[2]).toBeCloseTo(0.15, 5);
    const other = Float32Array.of(0.2, 0.2, 0.6);
    expect(applyLocalExpert(other, [0, 1], Float32Array.of(1, 0))).toBe(other);
  });
});

describe('writeView', () => {
  it('gives eight different views of one picture, each a rearrangement of it', () => {
    const rgb = Uint8Array.from({ length: 3 * cellInputPx * cellInputPx }, (_, i) => (i * 31) % 251);
    const views = Array.from({ length: 8 }, (_, view) => { const out = new Float32Array(floatsPerView); writeView(rgb, view, out, 0); return out; });
    const sorted = views.map((view) => [...view].sort((a, b) => a - b).join());
    expect(new Set(sorted).size).toBe(1);
    expect(new Set(views.map((view) => view.join())).size).toBe(8);
    expect(views[0][0]).toBe(rgb[0]);
    // A quarter turn moves a corner to the next corner.
    const corners = [0, cellInputPx - 1, cellInputPx * cellInputPx - 1, cellInputPx * (cellInputPx - 1)].map((at) => rgb[3 * at]);
    expect(corners).toContain(views[1][0]);
    expect(views[1][0]).not.toBe(views[0][0]);
  });
});
