import { describe, expect, it } from 'vitest';
import { seededRandom, shuffle } from './seededRandom.ts';

describe('seededRandom', () => {
  it('repeats for a seed and differs between seeds', () => {
    const draw = (...seed: number[]) => { const random = seededRandom(...seed); return Array.from({ length: 5 }, () => random.uniform()); };
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
    expect(draw(7, 1)).not.toEqual(draw(7, 2));
  });

  it('is uniform and normal to within sampling error', () => {
    const random = seededRandom(1);
    const n = 20_000;
    let sum = 0, square = 0, normal = 0, normalSquare = 0;
    for (let i = 0; i < n; i++) {
      const u = random.uniform(), z = random.normal();
      sum += u; square += u * u; normal += z; normalSquare += z * z;
    }
    expect(Math.abs(sum / n - 0.5)).toBeLessThan(0.01);
    expect(Math.abs(square / n - 1 / 3)).toBeLessThan(0.01);
    expect(Math.abs(normal / n)).toBeLessThan(0.03);
    expect(Math.abs(normalSquare / n - 1)).toBeLessThan(0.05);
  });

  it('shuffles without losing anything', () => {
    const list = shuffle(Array.from({ length: 50 }, (_, i) => i), seededRandom(3));
    expect([...list].sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i));
    expect(list[0] === 0 && list[1] === 1 && list[2] === 2).toBe(false);
  });
});
