import type { ReactNode } from 'react';
import type { ExperimentResult } from '#shared/contract/experimentCommands.ts';
import { experimentTexts as texts } from '../texts/experiments.ts';
import { ResultPlot } from './ResultPlot.tsx';
import { ResultTable } from './ResultTable.tsx';

/** A result with all that a reader must know beside its figures. */
export function ShownResult({ closing, plots, reductions, sentences, tables, title }: ExperimentResult): ReactNode {
  return (
    <>
      <h3>{title}</h3>
      {sentences.map((sentence) => <p key={sentence}>{sentence}</p>)}
      {reductions.length > 0 && (
        <div className="reductions">
          <strong>{texts.reduced}</strong>
          <ul className="plainList">{reductions.map((sentence) => <li key={sentence}>{sentence}</li>)}</ul>
        </div>
      )}
      {tables.map((table) => <ResultTable key={table.title} {...table} />)}
      {closing.filter((line) => line !== '').map((line) => <p key={line} className="quiet">{line}</p>)}
      <section aria-label={texts.plots} className="resultPlots">{plots.map((plot) => <ResultPlot key={plot.name} {...plot} />)}</section>
    </>
  );
}
