import { exitCodeLines } from '../exitCodes.ts';
import type { CommandForm } from './commandForm.ts';
import { commonOptions } from './commandForm.ts';

const widthOfPage = 100;

/** Words set in lines that begin at a column. */
function wrapped(text: string, indent: number): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line && indent + line.length + 1 + word.length > widthOfPage) {
      lines.push(line);
      line = word;
    } else {
      line = line ? `${line} ${word}` : word;
    }
  }
  lines.push(line);
  return lines.join(`\n${' '.repeat(indent)}`);
}

function twoColumns(rows: readonly (readonly [string, string])[]): string {
  const first = Math.min(34, Math.max(...rows.map(([name]) => name.length)));
  return rows.map(([name, meaning]) => {
    const gap = name.length > first ? `\n${' '.repeat(first + 4)}` : ' '.repeat(first + 2 - name.length);
    return `  ${name}${gap}${wrapped(meaning, first + 4)}`;
  }).join('\n');
}

/** How a command is given, in one line. */
export function usageLine({ words, operands, options }: CommandForm): string {
  const parts = ['myeloscope', ...words];
  if (operands) parts.push(operands.least === 0 ? `[${operands.name}]` : operands.name);
  for (const { name, value, required } of options) {
    const shown = value === undefined ? name : `${name} ${value}`;
    parts.push(required ? shown : `[${shown}]`);
  }
  return wrapped(parts.join(' '), 4);
}

/** The help of one command. */
export function commandHelp(form: CommandForm): string {
  const rows: [string, string][] = [...form.options, ...commonOptions].map(({ name, value, meaning }) => [value === undefined ? name : `${name} ${value}`, meaning]);
  if (form.operands) rows.unshift([form.operands.name, form.operands.meaning]);
  const notes = (form.notes ?? []).map((note) => `\n${wrapped(note, 0)}\n`).join('');
  return `${wrapped(form.summary, 0)}\n\nUsage:\n  ${usageLine(form)}\n\n${twoColumns(rows)}\n${notes}\nExit codes:\n${twoColumns(exitCodeLines)}\n`;
}

/** The help of the whole program. */
export function programHelp(forms: readonly CommandForm[]): string {
  const rows = forms.map(({ words, summary }): [string, string] => [words.join(' '), summary]);
  return `Myeloscope counts bone-marrow and blood smears: it finds, names and counts nucleated cells, offline.\n\nCommands:\n${twoColumns(rows)}\n\n"myeloscope COMMAND --help" tells more of each.\n\nExit codes:\n${twoColumns(exitCodeLines)}\n`;
}
