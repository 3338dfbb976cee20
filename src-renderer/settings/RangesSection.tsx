import type { ReactNode } from 'react';
import type { Settings } from '#shared/contract/settingsCommands.ts';
import { rangeSettings } from '#shared/settings/countingRules.ts';
import { settingsTexts } from '../texts/settings.ts';
import { TextField } from '../ui/TextField.tsx';
import { rangeRows, readRanges, typedRanges } from './rangesDraft.ts';
import type { TypedRange } from './rangesDraft.ts';
import { SettingsSection } from './SettingsSection.tsx';
import { useSettingsDraft } from './useSettingsDraft.ts';

const noLimits: TypedRange = { low: '', high: '' };

interface RangesSectionProps {
  readonly specimen: keyof typeof rangeSettings;
  readonly settings: Settings;
}

/** The laboratory's reference ranges for a kind of specimen, with their source. */
export function RangesSection({ specimen, settings }: RangesSectionProps): ReactNode {
  const setting = rangeSettings[specimen];
  const kept = settings[setting];
  const draft = useSettingsDraft({ source: kept.source, typed: typedRanges(kept.ranges) });
  const { source, typed } = draft.draft;
  const read = readRanges(typed);
  const setLimit = (row: string, changes: Partial<TypedRange>): void => draft.change({ typed: { ...typed, [row]: { ...(typed[row] ?? noLimits), ...changes } } });
  const canSave = Object.keys(read.problems).length === 0;
  return (
    <SettingsSection name={setting} hint={settingsTexts.rangesHints[specimen]} draft={draft} onSave={canSave ? () => draft.save({ [setting]: { source, ranges: read.ranges } }) : undefined}>
      <TextField label={settingsTexts.rangeSource} hint={settingsTexts.rangeSourceHint} value={source} maxLength={1000} onChange={(text) => draft.change({ source: text })} />
      <table className="rangeTable">
        <thead><tr><th scope="col">{settingsTexts.rangeRow}</th><th scope="col">{settingsTexts.rangeLow}</th><th scope="col">{settingsTexts.rangeHigh}</th><td /></tr></thead>
        <tbody>
          {rangeRows(specimen, settings.ownClasses).map(({ row, name }) => (
            <tr key={row}>
              <th scope="row">{name}</th>
              {(['low', 'high'] as const).map((limit) => (
                <td key={limit}>
                  <input className="fieldControl limitControl" inputMode="decimal" aria-label={settingsTexts.limitOf[limit](name, specimen)} aria-invalid={read.problems[row] !== undefined || undefined}
                    aria-describedby={read.problems[row] === undefined ? undefined : `${setting}-${row}`} value={typed[row]?.[limit] ?? ''} onChange={(event) => setLimit(row, { [limit]: event.target.value })} />
                </td>
              ))}
              <td className="fieldProblem" id={`${setting}-${row}`}>{read.problems[row]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </SettingsSection>
  );
}
