import { describe, expect, it } from 'vitest';
import { withWaiting } from './waitingTallies.ts';
import type { ManualCounts } from './waitingTallies.ts';

describe('withWaiting', () => {
  const kept: ManualCounts = { counts: { NGS: 3 }, total: 3, last: 'NGS', takenBack: ['EOS', 'LYT'] };

  it('shows tallies before they are on disk', () => {
    expect(withWaiting(kept, ['BLA', 'NGS'])).toEqual({ counts: { NGS: 4, BLA: 1 }, total: 5, last: 'NGS', takenBack: [] });
  });

  it('takes back the latest: a waiting one first, then the last one kept', () => {
    expect(withWaiting(kept, ['BLA', 'undo'])).toMatchObject({ counts: { NGS: 3, BLA: 0 }, total: 3, last: 'NGS' });
    expect(withWaiting(kept, ['undo'])).toEqual({ counts: { NGS: 2 }, total: 2, takenBack: ['NGS', 'EOS', 'LYT'] });
  });

  it('never goes below none', () => { expect(withWaiting({ counts: {}, total: 0, takenBack: [] }, ['undo'])).toEqual({ counts: {}, total: 0, takenBack: [] }); });

  it('counts again what was taken back, waiting or kept, until another cell is counted', () => {
    expect(withWaiting(kept, ['redo'])).toEqual({ counts: { NGS: 3, EOS: 1 }, total: 4, last: 'EOS', takenBack: ['LYT'] });
    expect(withWaiting(kept, ['undo', 'redo'])).toEqual(kept);
    expect(withWaiting(kept, ['BLA', 'undo', 'redo'])).toMatchObject({ counts: { NGS: 3, BLA: 1 }, total: 4, takenBack: [] });
    expect(withWaiting(kept, ['redo', 'redo', 'redo'])).toMatchObject({ total: 5, last: 'LYT', takenBack: [] });
  });
});
