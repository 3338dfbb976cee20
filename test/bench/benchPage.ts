const start = '<!-- tables: written by npm run bench -- --write -->';
const end = '<!-- end of tables -->';
const heading = '### ';

/**
 * The page with what these benchmarks gave, by name, each under a heading of its own. Benchmarks that are not among them keep what
 * was written of them before, with their own date, machine and command. Throws where the page has no place for any.
 */
export function placeResults(page: string, written: ReadonlyMap<string, string>): string {
  const [from, to] = [page.indexOf(start), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`The page has no lines "${start}" and "${end}".`);
  const all = new Map([...resultsIn(page.slice(from + start.length, to)), ...written]);
  const sections = [...all].sort(([one], [other]) => (one < other ? -1 : 1)).map(([name, text]) => `${heading}${name}\n${text.trim()}\n`);
  return `${page.slice(0, from + start.length)}\n${sections.join('\n')}${page.slice(to)}`;
}

/** What stands under each heading. */
function resultsIn(text: string): [name: string, text: string][] {
  return text.split(`\n${heading}`).slice(1).map((section) => {
    const lineEnd = section.indexOf('\n');
    return [section.slice(0, lineEnd).trim(), section.slice(lineEnd + 1)];
  });
}
