import { useState } from 'react';
import type { ReactNode } from 'react';
import { englishTexts } from '#shared/reports/texts.ts';
import { differentialTexts as texts } from '../texts/differential.ts';
import { Button } from '../ui/Button.tsx';
import type { MaturationBar, MaturationGroup } from './maturationBars.ts';
import { percentAxis } from './maturationBars.ts';
import { PartOfScreen } from './PartOfScreen.tsx';
import styles from './MaturationHistogram.module.css';

/** Sizes in the drawing's own units; the drawing takes the width of its place. */
const plot = { width: 640, height: 190, top: 22, left: 30, barShare: 0.58, gap: 16 };

/** Bars along the granulocytic and the erythroid series and the other cells, with their intervals, and the same numbers as a table. */
export function MaturationHistogram({ groups }: { readonly groups: readonly MaturationGroup[] }): ReactNode {
  const [showsTable, setShowsTable] = useState(false);
  return (
    <PartOfScreen title={texts.histogram.title}
      aside={<Button kind="quiet" isPressed={showsTable} onPress={() => { setShowsTable(!showsTable); }}>{texts.histogram.showTable}</Button>}>
      <HistogramDrawing groups={groups} />
      <HistogramLegend hasMachine={groups.some(({ bars }) => bars.some(({ machinePercent }) => machinePercent !== undefined))} hasRanges={groups.some(({ bars }) => bars.some(({ range }) => range))} />
      <div className={showsTable ? undefined : 'visuallyHidden'}><HistogramTable groups={groups} /></div>
    </PartOfScreen>
  );
}

function HistogramDrawing({ groups }: { readonly groups: readonly MaturationGroup[] }): ReactNode {
  const { top, lines } = percentAxis(groups);
  const bars = groups.reduce((sum, group) => sum + group.bars.length, 0);
  const step = (plot.width - plot.left - plot.gap * (groups.length - 1)) / bars;
  const base = plot.top + plot.height;
  const heightOf = (percent: number): number => (percent / top) * plot.height;
  const starts = groups.map((_, i) => plot.left + groups.slice(0, i).reduce((x, group) => x + group.bars.length * step + plot.gap, 0));
  return (
    <svg className={styles.drawing} viewBox={`0 0 ${plot.width} ${base + 30}`} role="img" aria-label={texts.histogram.label}>
      {lines.map((percent) => (
        <g key={percent}>
          <line className={styles.grid} x1={plot.left} x2={plot.width} y1={base - heightOf(percent)} y2={base - heightOf(percent)} />
          <text className={styles.axis} x={plot.left - 5} y={base - heightOf(percent) + 3.5} textAnchor="end">{percent}</text>
        </g>
      ))}
      {groups.map(({ kind, bars: groupBars }, i) => (
        <g key={kind}>
          <text className={styles.group} x={starts[i]} y={10}>{englishTexts.histogram[kind]}</text>
          {groupBars.map((bar, place) => <HistogramBar key={bar.code} bar={bar} middle={starts[i] + (place + 0.5) * step} step={step} base={base} heightOf={heightOf} />)}
        </g>
      ))}
    </svg>
  );
}

interface HistogramBarProps { readonly bar: MaturationBar; readonly middle: number; readonly step: number; readonly base: number; readonly heightOf: (percent: number) => number }

function HistogramBar({ bar, middle, step, base, heightOf }: HistogramBarProps): ReactNode {
  const width = step * plot.barShare;
  const { code, colouredAs, percent, lower, upper, range, machinePercent } = bar;
  return (
    <g>
      <title>{`${bar.name}: ${percent.toFixed(1)} %`}</title>
      {range && <rect className={styles.range} x={middle - width / 2 - 4} width={width + 8} y={base - heightOf(range.high)} height={heightOf(range.high - range.low)} />}
      <rect className={styles.bar} style={{ fill: `var(--class-${colouredAs})` }} x={middle - width / 2} width={width} y={base - heightOf(percent)} height={heightOf(percent)} />
      <path className={styles.interval} d={`M${middle} ${base - heightOf(upper)}V${base - heightOf(lower)}M${middle - 3} ${base - heightOf(upper)}h6M${middle - 3} ${base - heightOf(lower)}h6`} />
      {machinePercent !== undefined && <path className={styles.machine} d={`M${middle + width / 2 + 4.5} ${base - heightOf(machinePercent)}l4 -4l4 4l-4 4z`} transform="translate(-4.5 0)" />}
      <text className={styles.code} x={middle} y={base + 13} textAnchor="middle">{code.length > 4 ? code.replace('+', '/') : code}</text>
      <text className={styles.percent} x={middle} y={base + 26} textAnchor="middle">{percent.toFixed(1)}</text>
    </g>
  );
}

function HistogramLegend({ hasMachine, hasRanges }: { readonly hasMachine: boolean; readonly hasRanges: boolean }): ReactNode {
  return (
    <ul className={styles.legend} aria-hidden="true">
      <li><svg viewBox="0 0 12 12"><rect className={styles.bar} x="2" y="1" width="8" height="10" /></svg>{texts.histogram.legend.bar}</li>
      <li><svg viewBox="0 0 12 12"><path className={styles.interval} d="M6 1V11M3 1h6M3 11h6" /></svg>{texts.histogram.legend.interval}</li>
      {hasRanges && <li><svg viewBox="0 0 12 12"><rect className={styles.range} x="0" y="2" width="12" height="8" /></svg>{texts.histogram.legend.range}</li>}
      {hasMachine && <li><svg viewBox="0 0 12 12"><path className={styles.machine} d="M2 6l4 -4l4 4l-4 4z" /></svg>{texts.histogram.legend.machine}</li>}
    </ul>
  );
}

function HistogramTable({ groups }: { readonly groups: readonly MaturationGroup[] }): ReactNode {
  return (
    <table className={styles.table}>
      <caption className="visuallyHidden">{texts.histogram.title}</caption>
      <thead><tr><th scope="col">{texts.columns.cell}</th><th scope="col">{texts.columns.count}</th><th scope="col">{texts.columns.percent}</th><th scope="col">{texts.columns.chance}</th><th scope="col">{texts.columns.range}</th><th scope="col">{texts.histogram.machine}</th></tr></thead>
      {groups.map(({ kind, bars }) => (
        <tbody key={kind}>
          <tr><th scope="rowgroup" colSpan={6}>{englishTexts.histogram[kind]}</th></tr>
          {bars.map(({ code, name, count, percent, interval, range, machinePercent }) => (
            <tr key={code}>
              <th scope="row">{name}</th><td>{count}</td><td>{percent.toFixed(1)}</td><td>{interval}</td>
              <td>{range ? englishTexts.intervalOf(String(range.low), String(range.high)) : ''}</td><td>{(machinePercent ?? percent).toFixed(1)}</td>
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}
