import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Font } from 'fontkit';
import { create } from 'fontkit';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CellPicture } from '#main/reports/pdf/representativeCells.ts';
import { writeReportPdf } from '#main/reports/writeReportPdf.ts';
import { buildDifferentialDocument } from '#shared/reports/buildDifferentialDocument.ts';
import { exampleDocuments, exampleInput } from '#shared/reports/exampleDocument.ts';
import { readPdf } from './readPdf.ts';
import type { ReadPdf } from './readPdf.ts';

const data = path.join(process.env['MYELOSCOPE_DATA'] ?? path.resolve(import.meta.dirname, '../../../shared/data'), 'marrow-cells');
const documents = exampleDocuments();

/** Real cells where the data lies beside the project, else pictures of one colour: the structure of the file is the same. */
async function pictures(): Promise<CellPicture[]> {
  const codes = ['BLA', 'NGS', 'EBP', 'LYT'];
  if (!existsSync(data)) return codes.map((code) => ({ code, probability: 0.9, picture: { widthPx: 96, heightPx: 96, rgb: new Uint8Array(3 * 96 * 96).fill(180) } }));
  return Promise.all(codes.map(async (code) => {
    const { data: rgb, info } = await sharp(path.join(data, code, readdirSync(path.join(data, code))[0])).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    return { code, probability: 0.9, picture: { widthPx: info.width, heightPx: info.height, rgb: new Uint8Array(rgb) } };
  }));
}

describe('the report as a PDF', () => {
  let bytes: Buffer;
  let pdf: ReadPdf;
  let cells: CellPicture[];
  beforeAll(async () => {
    cells = await pictures();
    bytes = Buffer.from(await writeReportPdf(documents.usual, cells));
    pdf = readPdf(bytes);
  });

  it('is the same, byte by byte, for the same document', async () => {
    expect(Buffer.from(await writeReportPdf(documents.usual, cells)).equals(bytes)).toBe(true);
  });

  it('says on every page that nobody has reviewed, and which page it is', () => {
    expect(pdf.pages.length).toBeGreaterThan(2);
    pdf.pages.forEach((words, i) => {
      expect(words).toContain('Machine calls, not reviewed');
      expect(words).toContain('Decision support; not a medical device.');
      expect(words).toContain(`Page ${i + 1} of ${pdf.pages.length}`);
    });
  });

  it('has the differential, the ratio and a name in four scripts on page 1', () => {
    const [first] = pdf.pages;
    for (const words of ['500 cells counted on 2 smears', 'Blast', '4.8', '3.2 to 7.0', '312 myeloid : 122 erythroid', '2.1 to 3.2', '100.0']) expect(first).toContain(words);
    expect(first.replaceAll('\n', '')).toContain('Zoë Παπαδοπούλου Иванова 王小明');
    expect(first).not.toContain('\ufffd');
  });

  it('embeds every font whole enough to be read, with widths that agree', () => {
    const descriptors = [...pdf.objects.values()].filter(({ dictionary }) => /\/Type \/FontDescriptor/.test(dictionary));
    expect(descriptors.length).toBeGreaterThan(5);
    expect([...pdf.objects.values()].some(({ dictionary }) => dictionary.includes('/Helvetica'))).toBe(false);
    for (const { dictionary } of [...pdf.objects.values()].filter((object) => object.dictionary.includes('/CIDFontType2'))) {
      const descriptor = pdf.objects.get(Number(/\/FontDescriptor (\d+)/.exec(dictionary)![1]))!.dictionary;
      const font = create(pdf.objects.get(Number(/\/FontFile2 (\d+)/.exec(descriptor)![1]))!.stream!) as Font;
      const widths = /\/W \[0 \[([^\]]*)\]/.exec(dictionary)![1].trim().split(/\s+/).map(Number);
      expect(font.numGlyphs).toBe(widths.length);
      widths.forEach((width, glyph) => { expect(Math.abs((font.getGlyph(glyph).advanceWidth * 1000) / font.unitsPerEm - width)).toBeLessThan(1); });
    }
  });

  it('is built to PDF/A-3b: output intent, metadata, attachment with its relation, no transparency, an identifier', () => {
    const reference = (name: string) => pdf.objects.get(Number(new RegExp(`/${name} \\[?(\\d+) 0 R`).exec(pdf.catalog)![1]))!;
    expect(reference('OutputIntents').dictionary).toContain('/GTS_PDFA1');
    const metadata = reference('Metadata').stream!.toString('utf8');
    expect(metadata).toContain('<pdfaid:part>3</pdfaid:part>');
    expect(metadata).toContain('<pdfaid:conformance>B</pdfaid:conformance>');
    expect(reference('AF').dictionary).toMatch(/\/AFRelationship \/Data/);
    expect(bytes.toString('latin1')).toMatch(/\/ID \[<[0-9a-f]{32}> <[0-9a-f]{32}>\]/);
    for (const { dictionary } of pdf.objects.values()) expect(dictionary).not.toMatch(/\/SMask|\/Encrypt|\/JavaScript|\/S \/Transparency/);
  });

  it('holds a picture of each cell given', () => {
    expect([...pdf.objects.values()].filter(({ dictionary }) => dictionary.includes('/Subtype /Image') && dictionary.includes('/DCTDecode'))).toHaveLength(cells.length);
  });

  it('carries the document itself, whole', () => {
    const [attached] = [...pdf.objects.values()].filter(({ dictionary }) => dictionary.includes('/Type /EmbeddedFile'));
    expect(attached.dictionary).toContain('/application#2Fjson');
    expect(JSON.parse(attached.stream!.toString('utf8'))).toEqual(documents.usual);
  });

  it.each(['noCells', 'allUnknown', 'blood', 'everyClass', 'manySlides', 'longText'])('is made of %s on both papers', async (name) => {
    for (const [paper, size] of [['A4', '595.28 841.89'], ['Letter', '612 792']] as const) {
      const made = readPdf(Buffer.from(await writeReportPdf(documents[name], [], { paper })));
      expect([...made.objects.values()].some(({ dictionary }) => dictionary.includes(`/MediaBox [0 0 ${size}]`))).toBe(true);
      const words = made.pages.join('\n');
      expect(words).not.toContain('\ufffd');
      for (const { sha256 } of documents[name].slides) expect(words).toContain(sha256);
      for (const { sha256 } of documents[name].models) expect(words).toContain(sha256);
    }
  });

  it('prints a long text to its end', async () => {
    const words = readPdf(Buffer.from(await writeReportPdf(documents.longText, []))).pages.join(' ').replace(/\s+/g, ' ');
    // Three clinical texts, two comments and a warning, of 18 sentences each; a page's head may stand within a sentence.
    for (const word of [/Marked/g, /bridging/g, /budding\./g]) expect(words.match(word)).toHaveLength(18 * 6);
  });

  it('writes markup in a name as it stands and leaves the metadata sound', async () => {
    const caseFields = { laboratory: { name: 'A & B <Labor> (Ä) \\ 病院' }, patient: { name: '=cmd() <b>' } };
    const made = readPdf(Buffer.from(await writeReportPdf(buildDifferentialDocument({ ...exampleInput, caseFields }), [])));
    expect(made.pages[0].replaceAll('\n', '')).toContain('A & B <Labor> (Ä) \\ 病院');
    const metadata = [...made.objects.values()].find(({ dictionary }) => dictionary.includes('/Subtype /XML'))!.stream!.toString('utf8');
    expect(metadata).not.toMatch(/&(?!amp;|lt;|gt;)|<b>|<Labor>/);
  });

  it('draws the laboratory\'s logo at its head, and the same words', async () => {
    const logo = await sharp({ create: { width: 300, height: 100, channels: 3, background: 'navy' } }).jpeg().toBuffer();
    const [plain, made] = [readPdf(Buffer.from(await writeReportPdf(documents.longText, []))), readPdf(Buffer.from(await writeReportPdf(documents.longText, [], { logo })))];
    const jpegs = ({ objects }: typeof made) => [...objects.values()].filter(({ dictionary }) => dictionary.includes('/DCTDecode') && dictionary.includes('/Width 300'));
    expect([jpegs(plain).length, jpegs(made).length]).toEqual([0, 1]);
    expect(made.pages.join(' ').replace(/\s+/g, ' ')).toContain(plain.pages[0].split('\n')[0]);
  });

  it('prints the number of a character no font has, and warns of it', async () => {
    const made = readPdf(Buffer.from(await writeReportPdf(buildDifferentialDocument({ ...exampleInput, caseFields: { patient: { name: 'مريم' } } }), [])));
    expect(made.pages[0]).toContain('[U+0645]');
    expect(made.pages.join('\n')).toContain('Characters no font of this report has are printed by their number');
  });

  it('warns of such a character wherever it is printed, and not of one in the path of a slide', async () => {
    const strange = 'مريم', { usual } = documents;
    const signature = { version: 2, signedBy: 'Dr B', role: 'Hematologist', meaning: 'Reviewed', signedAt: '2026-11-22T10:00:00Z', sha256: 'ab'.repeat(32), amendment: { ofVersion: 1, reason: 'Late', openedBy: 'Dr B', openedAt: '2026-11-22T09:00:00Z' } };
    const ranges = { name: 'Ours', source: 'Ours', population: 'Adults' };
    for (const document of [
      { ...usual, signature: { ...signature, signedBy: strange } }, { ...usual, signature: { ...signature, role: strange } }, { ...usual, signature: { ...signature, meaning: strange } },
      { ...usual, signature: { ...signature, amendment: { ...signature.amendment, reason: strange } } }, { ...usual, signature: { ...signature, confirmed: [strange] } },
      { ...usual, referenceRanges: { ...ranges, source: strange } }, { ...usual, referenceRanges: { ...ranges, population: strange } },
      { ...usual, machineErrors: { ...usual.machineErrors, source: strange } },
      { ...usual, thresholds: usual.thresholds.map((threshold) => ({ ...threshold, name: strange })) },
    ]) {
      const words = readPdf(Buffer.from(await writeReportPdf(document, []))).pages.join('\n');
      expect(words).toContain('[U+0645]');
      expect(words).toContain('Characters no font of this report has are printed by their number');
    }
    const inPath = { ...usual, slides: usual.slides.map((slide) => ({ ...slide, path: `/${strange}/${slide.name}` })) };
    expect(readPdf(Buffer.from(await writeReportPdf(inPath, []))).pages.join('\n')).not.toContain('Characters no font');
  });

  it('drops the notice once somebody has reviewed', async () => {
    const review = { state: 'reviewed' as const, by: 'Dr B', at: '2026-11-22T10:00:00Z', cellsReviewed: 500, cellsChanged: 3 };
    const made = readPdf(Buffer.from(await writeReportPdf(buildDifferentialDocument({ ...exampleInput, review }), [])));
    for (const words of made.pages) {
      expect(words).not.toContain('not reviewed');
      expect(words).toContain('Reviewed by Dr B, 2026-11-22 10:00 UTC');
    }
  });
});
