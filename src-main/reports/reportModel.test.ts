import { describe, expect, it } from 'vitest';
import { buildDifferentialDocument } from '#shared/reports/buildDifferentialDocument.ts';
import { drawnSmearFormat } from '#shared/reports/drawnSmear.ts';
import { exampleDocuments, exampleInput, exampleSlide } from '#shared/reports/exampleDocument.ts';
import { englishTexts } from '#shared/reports/texts.ts';
import { reportModel } from './reportModel.ts';

const documents = exampleDocuments();
const model = (name: string) => reportModel(documents[name], englishTexts);

describe('the report', () => {
  it('has the table in report order, then total, sums, ratio and what was noted', () => {
    const { table } = model('usual');
    expect(table.map(({ kind }) => kind).join(' ')).toMatch(/^(cells ){16}total sum ratio (noted ?)+$/);
    expect(table[0]).toMatchObject({ name: 'Blast', count: '24', percent: '4.8', interval: '3.2 to 7.0', range: '0 to 2', flag: 'high' });
    expect(table.find(({ kind }) => kind === 'total')).toMatchObject({ count: '500', percent: '100.0' });
    expect(table.find(({ kind }) => kind === 'ratio')).toMatchObject({ count: '312 myeloid : 122 erythroid', percent: '2.6', interval: '2.1 to 3.2', range: '2 to 4' });
    expect(table.at(-1)).toMatchObject({ name: 'Cannot be named (UNK)', count: '27' });
  });

  it('says that nobody has reviewed, and who did once somebody has', () => {
    expect(model('usual')).toMatchObject({ state: 'Machine calls, not reviewed', reviewed: false });
    const review = { state: 'reviewed' as const, by: 'Dr B', at: '2026-11-22T10:00:00Z', cellsReviewed: 500, cellsChanged: 11 };
    const reviewed = reportModel(buildDifferentialDocument({ ...exampleInput, review }), englishTexts);
    expect(reviewed.state).toBe('Reviewed by Dr B, 2026-11-22 10:00 UTC');
    expect(reviewed.method.map(({ value }) => value)).toContain('Reviewed by Dr B, 2026-11-22 10:00 UTC\n500 cells reviewed, 11 of them changed by a person');
  });

  it('puts what is to be doubted of the models under a label of its own, in small letters, after all else', () => {
    const notes = ['cells: One.', 'cells: Two.'];
    const { method } = reportModel(buildDifferentialDocument({ ...exampleInput, notes }), englishTexts);
    expect(method.slice(-3)).toEqual([{ label: 'Data', value: 'differential.json is attached to this file' }, { label: 'What to doubt', value: notes[0], isSmall: true }, { label: '', value: notes[1], isSmall: true }]);
  });

  it('prints the signature with its version, and what an amendment changed', () => {
    expect(model('usual')).toMatchObject({ signed: undefined, amendment: undefined, signature: [], drawn: '' });
    const signature = { version: 2, signedBy: 'Dr B', role: 'Hematologist', meaning: 'Reviewed', signedAt: '2026-11-22T10:00:00Z', sha256: 'ab'.repeat(32), amendment: { ofVersion: 1, reason: 'Iron stain came late.', openedBy: 'Dr B', openedAt: '2026-11-22T09:00:00Z' } };
    const signed = reportModel({ ...documents.usual, signature }, englishTexts);
    expect(signed.signed).toBe('Version 2, amended, signed 2026-11-22 10:00 UTC by Dr B, Hematologist');
    expect(signed.amendment).toBe('Version 2 amends version 1. What changed and why: Iron stain came late.');
    expect(signed.signature.map(({ value }) => value)).toContain('ab'.repeat(32));
  });

  it('lists the cells counted by eye, and says that drawn cells are no patient\'s', () => {
    const manual = { counts: { NGS: 40, LYT: 0 }, counted: 40 };
    const made = reportModel({ ...documents.usual, manual, slides: documents.usual.slides.map((slide) => ({ ...slide, format: drawnSmearFormat })) }, englishTexts);
    expect(made).toMatchObject({ counted: '500 cells counted: 460 on 2 smears, 40 by eye', unnamed: '27 could not be named (5.1 % of the counted and unnamed cells)' });
    expect(made.tableNotes.join(' ')).toContain('40 cells (NGS 40)');
    expect(made.drawn).toBe('Drawn cells: no patient');
  });

  it('counts the smears that gave cells, and claims none for cells counted by eye', () => {
    const byEye = { counts: { NGS: 500 }, manual: { NGS: 500 }, named: [{ code: 'NGS', cells: 500 }] };
    const made = (change: Partial<typeof exampleInput>) => {
      const { counted, method, warnings } = reportModel(buildDifferentialDocument({ ...exampleInput, ...change }), englishTexts);
      return { counted, target: method[0].value, warnings };
    };
    const oneSmear = [expect.stringMatching(/^One smear only/) as string], unknown = [expect.stringMatching(/^On how many smears cells were counted by eye is not kept/) as string];
    expect(made({ ...byEye, slides: [] })).toEqual({ counted: '500 cells counted by eye', target: '500 cells', warnings: unknown });
    expect(made({ ...byEye, slides: [exampleSlide(1, 0), exampleSlide(2, 0)] })).toEqual({ counted: '500 cells counted by eye', target: '500 cells', warnings: unknown });
    expect(made({ ...byEye, manual: { NGS: 100 }, named: [{ code: 'NGS', cells: 100 }], slides: [exampleSlide(1, 400)] })).toEqual({ counted: '500 cells counted: 400 on 1 smear, 100 by eye', target: '500 cells', warnings: unknown });
    expect(made({ slides: [exampleSlide(1, 500), exampleSlide(2, 0)] })).toEqual({ counted: '500 cells counted on 1 smear', target: expect.stringContaining('2 smears') as string, warnings: oneSmear });
    expect(made({ slides: [exampleSlide(1, 500)] })).toEqual({ counted: '500 cells counted on 1 smear', target: '500 cells on one smear', warnings: oneSmear });
    expect(made({}).warnings).toEqual([]);
  });

  it('prompts near a threshold, with the cells that would settle it', () => {
    expect(model('usual').prompts[0]).toMatch(/^Blasts 4\.8 % \(24 of 500\): the 95 % interval holds the decision threshold of 5 %/);
    const near = reportModel(buildDifferentialDocument({ ...exampleInput, confusion: undefined, counts: { BLA: 34, NGS: 466 } }), englishTexts);
    expect(near.prompts).toEqual([expect.stringMatching(/About 64 more cells \(564 in all\)/)]);
    expect(model('usual').prompts.some((prompt) => prompt.includes('10 %'))).toBe(false);
  });

  it('says whether the machine\'s errors are known', () => {
    expect(model('usual').hasMachineIntervals).toBe(true);
    expect(model('allUnknown').hasMachineIntervals).toBe(false);
    expect(model('allUnknown').tableNotes.join(' ')).toContain('No interval with machine errors');
  });

  it('leaves lines empty where a field was not given', () => {
    expect(model('allUnknown').identification.flat().every(({ value }) => value === '')).toBe(true);
    expect(model('allUnknown').laboratory.name).toBe('');
    expect(model('usual').comments.map(({ label }) => label)).toEqual(Object.values(englishTexts.comments));
  });

  it('prints no percentage and no histogram where nothing was counted', () => {
    expect(model('noCells')).toMatchObject({ counted: 'No cell was counted', histogram: [], prompts: [], ratio: undefined });
    expect(model('noCells').table.every(({ percent }) => percent === '')).toBe(true);
  });

  it('never prints the end of an interval across a limit', () => {
    const wide = reportModel(buildDifferentialDocument({ ...exampleInput, counts: { BLA: 33, NGS: 467 } }), englishTexts);
    // Wilson's lower end is 4.74 and the upper 9.12: on their own sides of 5 and 10.
    expect(wide.table[0].interval).toBe('4.7 to 9.1');
  });

  it('prints the exact interval on request, and says so', () => {
    const exact = reportModel(buildDifferentialDocument({ ...exampleInput, printedInterval: 'clopperPearson', counts: { BLA: 100, NGS: 400 } }), englishTexts);
    expect(exact.table[0].interval).toBe('16.6 to 23.8');
    expect(exact.tableNotes[0]).toContain('Clopper');
  });

  it('has the histogram along both series, with every counted class once', () => {
    const { histogram } = model('usual');
    expect(histogram.map(({ kind, bars }) => `${kind}: ${bars.map(({ label }) => label).join(' ')}`)).toEqual([
      'granulocytic: BLA PMO MYB MMZ NGB NGS', 'erythroid: PEB EBB EBP EBO', 'others: EOS BAS MAS MON LYT PLM']);
  });

  it('gives blood its own fields and erythroblasts per 100', () => {
    expect(model('blood').table.find(({ kind }) => kind === 'per100')).toMatchObject({ name: 'Erythroblasts (NRBC), per 100 white cells', count: '3', percent: '1.5' });
    expect(model('blood').identification.flat().map(({ label }) => label)).not.toContain('Cellularity');
  });
});
