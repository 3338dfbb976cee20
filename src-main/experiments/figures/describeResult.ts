import { markdownTable } from './markdownTable.ts';
import type { ResultView } from './resultView.ts';

/** A result in Markdown, for a terminal and for a file; its plots are files of their own. */
export function describeResult({ closing, reductions, sentences, tables, title }: ResultView): string {
  return [
    `# ${title}`, '', sentences.join('\n'), '', ...reductions.map((sentence) => `**${sentence}**`), ...(reductions.length ? [''] : []),
    ...tables.flatMap((table) => [`## ${table.title}`, '', ...table.notes, ...(table.notes.length ? [''] : []), markdownTable(table.head, table.rows.map(({ cells }) => cells)), '']),
    ...closing, '',
  ].join('\n');
}
