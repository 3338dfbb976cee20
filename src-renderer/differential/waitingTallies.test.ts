import { describe, expect, it } from 'vitest';
import { withWaiting } from './waitingTallies.ts';

describe('withWaiting', () => {
  const kept = { counts: { NGS: 3 }, total: 3, last: 'NGS' };

  it('shows tallies before they are on disk', () => {
    expect(withWaiting(kept, ['BLA', 'NGS'])).toEqual({ counts: { NGS: 4, BLA: 1 }, total: 5, last: 'NGS' });
  });

  it('takes back the latest: a waiting one first, then the last one kept', () => {
    expect(withWaiting(kept, ['BLA', 'undo'])).toMatchObject({ counts: { NGS: 3, BLA: 0 }, total: 3, last: 'NGS' });
    expect(withWaiting(kept, ['undo'])).toEqual({ counts: { NGS: 2 }, total: 2 });
  });

  it('never goes below none', () => { expect(withWaiting({ counts: {}, total: 0 }, ['undo'])).toEqual({ counts: {}, total: 0 }); });
});
