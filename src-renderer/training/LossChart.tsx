import type { ReactNode } from 'react';
import type { TrainingCurve } from '#shared/contract/trainingCommands.ts';
import { trainingTexts } from '../texts/training.ts';
import { lossLines } from './lossLines.ts';

const texts = trainingTexts.training;
/** In the drawing's own units. */
const plot = { width: 560, height: 150, left: 34, top: 10, bottom: 24, right: 4 };
/** Fifths of the drawing's dashes: lines are told apart without their colour. */
const dashes = ['6 3', '2 3', '9 3 2 3', '4 6', ''];
const share = (value: number): string => `${(100 * value).toFixed(1)} %`;

/** Place of a training among the five: those that leave out a part come in their order, and the one that learns from all is the last. */
const whole = texts.partNames.length - 1;
const placeOf = ({ parts }: TrainingCurve, name: string): number => (name === 'all cells' ? whole : parts.findIndex((part) => part.name === name));
const nameOf = (curve: TrainingCurve, name: string): string => texts.partNames[placeOf(curve, name)];

/** How the loss of each part fell, and the same as a table with what each said of the cells that it left out. */
export function LossChart({ curve }: { readonly curve: TrainingCurve }): ReactNode {
  const { lines, top, steps } = lossLines(curve, plot.width, plot.height);
  if (lines.length === 0) return <p className="quiet">{texts.noCurve}</p>;
  return (
    <section className="trainingCurve" aria-label={texts.curve}>
      <h3>{texts.curve}</h3>
      <svg viewBox={`0 0 ${plot.left + plot.width + plot.right} ${plot.top + plot.height + plot.bottom}`} role="img" aria-label={lines.map(({ name, first, last }) => texts.curveLabel(nameOf(curve, name), first.toFixed(2), last.toFixed(2))).join('; ')}>
        {[0, top / 2, top].map((loss) => (
          <g key={loss}>
            <line className="curveGrid" x1={plot.left} x2={plot.left + plot.width} y1={plot.top + plot.height * (1 - loss / top)} y2={plot.top + plot.height * (1 - loss / top)} />
            <text className="curveText" x={plot.left - 4} y={plot.top + plot.height * (1 - loss / top) + 3} textAnchor="end">{loss.toFixed(2)}</text>
          </g>
        ))}
        <text className="curveText" x={plot.left + plot.width} y={plot.top + plot.height + 14} textAnchor="end">{texts.step} {steps}</text>
        <g transform={`translate(${plot.left} ${plot.top})`}>
          {lines.map(({ name, points }) => <polyline key={name} className="curveLine" data-whole={placeOf(curve, name) === whole || undefined} points={points} strokeDasharray={dashes[placeOf(curve, name)]} />)}
        </g>
      </svg>
      <p className="quiet">{texts.legend}</p>
      <PartTable curve={curve} />
    </section>
  );
}

function PartTable({ curve }: { readonly curve: TrainingCurve }): ReactNode {
  const { columns } = texts;
  return (
    <table className="figureTable">
      <caption>{texts.parts}<span className="quiet"> {texts.partsHint}</span></caption>
      <thead><tr>{[columns.part, columns.steps, columns.epochs, columns.loss, columns.cells, columns.accuracy, columns.macroF1].map((name) => <th key={name} scope="col">{name}</th>)}</tr></thead>
      <tbody>
        {curve.parts.map(({ name, steps, totalSteps, epochs, losses, leftOut }) => (
          <tr key={name}>
            <th scope="row">{placeOf(curve, name) + 1}. {nameOf(curve, name)}</th>
            <td>{steps.at(-1) ?? 0} / {totalSteps}</td><td>{Math.round(epochs)}</td><td>{losses.at(-1)?.toFixed(3)}</td>
            <td>{leftOut?.cells ?? ''}</td><td>{leftOut && share(leftOut.accuracy)}</td><td>{leftOut?.macroF1.toFixed(2)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
