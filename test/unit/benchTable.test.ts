import { describe, expect, it } from 'vitest';
import { benchTable } from '../bench/benchTable.ts';

const result = { name: 'regions of 512 px', ours: 1234.5, peer: 500, unit: '/s', ratio: 2.469, aim: 1.5, note: '2 | threads' };

describe('the table of benchmarks', () => {
  it('says what was met, what was not, and what did not run', () => {
    const table = benchTable([
      { name: 'regions', results: [result, { ...result, name: 'scan', ratio: 0.7, aim: 0.8 }] }, { name: 'training', results: [], failure: 'python3-torch is not installed' },
    ]);
    const lines = table.split('\n');
    expect(lines).toHaveLength(5);
    expect(new Set(lines.map((line) => line.length)).size).toBe(1);
    expect(lines[2]).toMatch(/regions of 512 px \| 1235 \/s +\| 500 \/s +\| 2\.47× \| 1\.50× \(met\) +\| 2 \/ threads/);
    expect(lines[3]).toContain('0.80× (not met)');
    expect(lines[4]).toContain('did not run: python3-torch is not installed');
  });

  it('says of an aim in its own unit whether it was met, and leaves out one that was not set', () => {
    const key = { name: 'from key to picture', ours: 42, peer: 14, unit: 'ms', ratio: 1 / 3, note: '' };
    const [, , met, missed, without] = benchTable([{ name: 'review', results: [{ ...key, aim: { atMost: 50 } }, { ...key, ours: 51, aim: { atMost: 50 } }, key] }]).split('\n');
    expect(met).toContain('≤ 50.0 ms (met)');
    expect(missed).toContain('≤ 50.0 ms (not met)');
    expect(without).toMatch(/0\.33× \| – +\|/);
    expect(benchTable([{ name: 'blank rows', results: [{ ...key, ours: 0, ratio: Number.POSITIVE_INFINITY }] }])).toMatch(/\| 0\.00 ms \| 14\.0 ms +\| – /);
  });
});
