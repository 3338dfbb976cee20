import { inflateSync } from 'node:zlib';

/** A PDF taken apart far enough to look at its structure and its words: for files pdfkit writes, with one xref table and no object streams. */
export interface ReadPdf {
  readonly objects: ReadonlyMap<number, { readonly dictionary: string; readonly stream?: Buffer }>;
  /** The words of each page, in the order they were drawn, runs one a line. */
  readonly pages: readonly string[];
  readonly catalog: string;
}

/** Reads objects by the file's own table of offsets, so that a wrong offset is found. */
export function readPdf(file: Buffer): ReadPdf {
  const text = file.toString('latin1');
  const start = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)![1]);
  const [, count] = /^xref\s+0 (\d+)\s/.exec(text.slice(start))!;
  const entries = [...text.slice(start).matchAll(/(\d{10}) (\d{5}) ([nf])/g)].slice(0, Number(count));
  const objects = new Map<number, { dictionary: string; stream?: Buffer }>();
  entries.forEach(([, offset, , kind], number) => {
    if (kind === 'f') return;
    const at = Number(offset);
    const head = new RegExp(`^${number} 0 obj\\s`).exec(text.slice(at, at + 24));
    if (!head) throw new Error(`Object ${number} is not at ${at}`);
    const from = at + head[0].length;
    const end = text.indexOf('endobj', from);
    const streamAt = text.slice(from, end).search(/stream\r?\n/);
    if (streamAt < 0) { objects.set(number, { dictionary: text.slice(from, end) }); return; }
    const dictionary = text.slice(from, from + streamAt);
    const bytesAt = from + streamAt + /^stream\r?\n/.exec(text.slice(from + streamAt))![0].length;
    const stored = file.subarray(bytesAt, bytesAt + Number(/\/Length (\d+)/.exec(dictionary)![1]));
    objects.set(number, { dictionary, stream: dictionary.includes('/FlateDecode') ? inflateSync(stored) : stored });
  });
  const dictionaryOf = (number: string | undefined) => objects.get(Number(number))?.dictionary ?? '';
  const trailer = text.slice(text.lastIndexOf('trailer'));
  const catalog = dictionaryOf(/\/Root (\d+) 0 R/.exec(trailer)?.[1]);
  const pageNumbers = [.../\/Kids \[([^\]]*)\]/.exec(dictionaryOf(/\/Pages (\d+) 0 R/.exec(catalog)![1]))![1].matchAll(/(\d+) 0 R/g)].map(([, number]) => number);
  return { objects, catalog, pages: pageNumbers.map((number) => wordsOf(dictionaryOf(number), objects)) };
}

/** Glyph numbers to text, by the font's own ToUnicode map. */
function charactersOf(cmap: string): Map<string, string> {
  const found = new Map<string, string>();
  const decoded = (hex: string) => Buffer.from(hex, 'hex').swap16().toString('utf16le');
  for (const [, first, , list] of cmap.matchAll(/<([0-9a-f]{4})> <([0-9a-f]{4})> \[([^\]]*)\]/gi)) {
    [...list.matchAll(/<([0-9a-f ]*)>/gi)].forEach(([, hex], i) => found.set((parseInt(first, 16) + i).toString(16).padStart(4, '0'), decoded(hex.replaceAll(' ', ''))));
  }
  return found;
}

function wordsOf(page: string, objects: ReadPdf['objects']): string {
  const resources = objects.get(Number(/\/Resources (\d+) 0 R/.exec(page)![1]))!.dictionary;
  const fonts = new Map([...resources.slice(resources.indexOf('/Font')).matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name, number]) => {
    const cmap = /\/ToUnicode (\d+) 0 R/.exec(objects.get(Number(number))!.dictionary)![1];
    return [name, charactersOf(objects.get(Number(cmap))!.stream!.toString('latin1'))];
  }));
  const content = objects.get(Number(/\/Contents (\d+) 0 R/.exec(page)![1]))!.stream!.toString('latin1');
  const lines: string[] = [];
  let font = new Map<string, string>();
  for (const [, name, shown] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (name) font = fonts.get(name)!;
    else lines.push([...shown.matchAll(/<([0-9a-f]*)>/g)].map(([, hex]) => (hex.match(/.{4}/g) ?? []).map((glyph) => font.get(glyph) ?? '\ufffd').join('')).join(''));
  }
  return lines.join('\n');
}
