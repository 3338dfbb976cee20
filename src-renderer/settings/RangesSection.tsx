import type { ReactNode } from 'react';
import type { Settings } from '#shared/contract/settingsCommands.ts';
import { settingsTexts } from '../texts/settings.ts';
import { TextField } from '../ui/TextField.tsx';
import { rangeRows, readRanges, typedRanges } from './rangesDraft.ts';
import type { TypedRange } from './rangesDraft.ts';
import { SettingsSection } from './SettingsSection.tsx';
import { useSettingsDraft } from './useSettingsDraft.ts';

const noLimits: TypedRange = { low: '', high: '' };

/** The laboratory's reference ranges, with their source. */
export function RangesSection({ settings: { ranges } }: { readonly settings: Settings }): ReactNode {
  const draft = useSettingsDraft({ source: ranges.source, typed: typedRanges(ranges.ranges) });
  const { source, typed } = draft.draft;
  const read = readRanges(typed);
  const setLimit = (row: string, changes: Partial<TypedRange>): void => draft.change({ typed: { ...typed, [row]: { ...(typed[row] ?? noLimits), ...changes } } });
  const canSave = Object.keys(read.problems).length === 0;
  return (
    <SettingsSection name="ranges" hint={settingsTexts.rangesHint} draft={draft} onSave={canSave ? () => draft.save({ ranges: { source, ranges: read.ranges } }) : undefined}>
      <TextField label={settingsTexts.rangeSource} hint={settingsTexts.rangeSourceHint} value={source} maxLength={1000} onChange={(text) => draft.change({ source: text })} />
      <table className="rangeTable">
        <thead><tr><th scope="col">{settingsTexts.rangeRow}</th><th scope="col">{settingsTexts.rangeLow}</th><th scope="col">{settingsTexts.rangeHigh}</th><td /></tr></thead>
        <tbody>
          {rangeRows.map(({ row, name }) => (
            <tr key={row}>
              <th scope="row">{name}</th>
              {(['low', 'high'] as const).map((limit) => (
                <td key={limit}>
                  <input className="fieldControl limitControl" inputMode="decimal" aria-label={limit === 'low' ? settingsTexts.lowOf(name) : settingsTexts.highOf(name)} aria-invalid={read.problems[row] !== undefined || undefined}
                    aria-describedby={read.problems[row] === undefined ? undefined : `range-${row}`} value={typed[row]?.[limit] ?? ''} onChange={(event) => setLimit(row, { [limit]: event.target.value })} />
                </td>
              ))}
              <td className="fieldProblem" id={`range-${row}`}>{read.problems[row]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </SettingsSection>
  );
}
