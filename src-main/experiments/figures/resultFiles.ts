import { describeResult } from './describeResult.ts';
import type { ResultView } from './resultView.ts';

/** A file of a run: its name and its text. */
export interface ResultFile { readonly name: string; readonly text: string }

/** All that a run writes: its figures as JSON, its tables as Markdown, its plots as SVG. */
export function resultFiles(result: { readonly kind: string }, view: ResultView): ResultFile[] {
  return [
    { name: `${result.kind}.json`, text: `${JSON.stringify(result, undefined, 1)}\n` }, { name: `${result.kind}.md`, text: describeResult(view) },
    ...view.plots.map(({ name, svg }) => ({ name: `${name}.svg`, text: svg })),
  ];
}
