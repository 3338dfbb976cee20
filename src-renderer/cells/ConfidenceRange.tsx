import type { ReactNode } from 'react';
import { cellTexts } from '../texts/cells.ts';
import type { CellFilter } from './cellFilter.ts';

interface ConfidenceRangeProps { readonly confidence: CellFilter['confidence']; readonly onChange: (confidence: CellFilter['confidence']) => void }

const texts = cellTexts.filter;
const stepsPercent = Array.from({ length: 21 }, (_, step) => step * 5);

/** Between which confidences of the machine a cell is shown. The two ends can't cross. */
export function ConfidenceRange({ confidence: [lowest, highest], onChange }: ConfidenceRangeProps): ReactNode {
  const choice = (label: string, value: number, allowed: (share: number) => boolean, change: (share: number) => void): ReactNode => (
    <label className="cellFilterCheck">
      {label}
      <select className="fieldControl" value={Math.round(value * 100)} onChange={(event) => { change(Number(event.target.value) / 100); }}>
        {stepsPercent.filter((percent) => allowed(percent / 100)).map((percent) => <option key={percent} value={percent}>{percent} %</option>)}
      </select>
    </label>
  );
  return (
    <fieldset className="cellFilterRange">
      <legend>{texts.confidence}</legend>
      {choice(texts.atLeast, lowest, (share) => share <= highest, (share) => { onChange([share, highest]); })}
      {choice(texts.atMost, highest, (share) => share >= lowest, (share) => { onChange([lowest, share]); })}
    </fieldset>
  );
}
