import type { ReactNode } from 'react';
import { chartScale } from './chartScale.ts';
import type { ChartedPoint } from './chartScale.ts';

const width = 320, height = 110, left = 34, bottom = 6;

interface ControlChartProps {
  /** What it shows, for people who don't see it. */
  readonly title: string;
  readonly centre: number;
  readonly points: readonly ChartedPoint[];
  /** Words for a value of the axis. */
  readonly wordsOf: (value: number) => string;
}

/** A control chart: a point a case in the order of time, its limits as a band, what is outside as a ringed point. */
export function ControlChart({ title, centre, points, wordsOf }: ControlChartProps): ReactNode {
  const { x, y, ticks } = chartScale(points, centre, { left, right: width - 6, top: 8, bottom: height - bottom });
  const step = points.length > 1 ? x(1) - x(0) : 20;
  return (
    <svg className="controlChart" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={title}>
      {ticks.map((value) => <g key={value}><line className="chartGrid" x1={left} x2={width - 6} y1={y(value)} y2={y(value)} /><text className="chartAxis" x={left - 4} y={y(value) + 3} textAnchor="end">{wordsOf(value)}</text></g>)}
      {points.map(({ lower, upper }, i) => <rect key={i} className="chartBand" x={x(i) - step / 2} width={step} y={y(upper)} height={Math.max(0, y(lower) - y(upper))} />)}
      <line className="chartCentre" x1={left} x2={width - 6} y1={y(centre)} y2={y(centre)} />
      <polyline className="chartLine" points={points.map(({ value }, i) => `${x(i)},${y(value)}`).join(' ')} />
      {points.map(({ value, state, isReference, words }, i) => (
        <g key={i}>
          <title>{words}</title>
          {state !== 'within' && <circle className="chartRing" cx={x(i)} cy={y(value)} r={6} />}
          <circle className="chartPoint" data-reference={isReference || undefined} data-state={state} cx={x(i)} cy={y(value)} r={3} />
        </g>
      ))}
    </svg>
  );
}
