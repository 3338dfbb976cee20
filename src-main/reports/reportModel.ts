import type { DifferentialDocument } from '#shared/reports/differentialDocument.ts';
import { isDrawnSmear } from '#shared/reports/drawnSmear.ts';
import { asideWords, countedWords } from '#shared/reports/printed/countWords.ts';
import { nearThresholds } from '#shared/reports/printed/nearThresholds.ts';
import type { PrintedRow } from '#shared/reports/printed/printedTable.ts';
import { printedTable } from '#shared/reports/printed/printedTable.ts';
import { instant, moment } from '#shared/reports/printed/printedTimes.ts';
import { reviewSharesOf, stateOf } from '#shared/reports/printed/reviewWords.ts';
import { seriesOfRows } from '#shared/reports/printed/seriesOfRows.ts';
import { tableNotes } from '#shared/reports/printed/tableNotes.ts';
import { wholeNumber } from '#shared/reports/printed/wholeNumber.ts';
import { smearsWithCells } from '#shared/reports/smearsWithCells.ts';
import type { ReportTexts } from '#shared/reports/texts.ts';
import type { ReportSignature } from './reportSignature.ts';
import { signatureOf } from './reportSignature.ts';

/** A label and what stands beside it; an empty value prints as an empty line. */
export interface LabelledValue { readonly label: string; readonly value: string; /** A second line in small letters. */ readonly detail?: string; /** One of many: set in small letters. */ readonly isSmall?: boolean }

/** One bar of the histogram, in percent. */
export interface HistogramBar {
  readonly label: string;
  readonly percent: number;
  readonly lower: number;
  readonly upper: number;
  readonly range?: { readonly low: number; readonly high: number };
}
export interface HistogramGroup { readonly kind: 'granulocytic' | 'erythroid' | 'others'; readonly bars: readonly HistogramBar[] }

/** The report as it will be read, independent of paper and PDF. */
export interface ReportModel extends ReportSignature {
  readonly title: string;
  readonly subtitle: string;
  readonly state: string;
  readonly reviewed: boolean;
  /** That the cells were drawn; empty for a patient's. */
  readonly drawn: string;
  readonly laboratory: { readonly name: string; readonly lines: readonly string[] };
  readonly identification: readonly (readonly LabelledValue[])[];
  readonly clinical: readonly LabelledValue[];
  readonly counted: string;
  readonly unnamed: string;
  readonly ratio: { readonly value: string; readonly interval: string; readonly machineInterval: string; readonly parts: string; readonly range: string; readonly flag: PrintedRow['flag'] } | undefined;
  readonly prompts: readonly string[];
  readonly warnings: readonly string[];
  readonly table: readonly PrintedRow[];
  readonly hasMachineIntervals: boolean;
  readonly hasRanges: boolean;
  readonly tableNotes: readonly string[];
  readonly histogram: readonly HistogramGroup[];
  readonly comments: readonly LabelledValue[];
  readonly method: readonly LabelledValue[];
}

/** Everything a renderer needs, in words and numbers already formatted. Pure. */
export function reportModel(document: DifferentialDocument, texts: ReportTexts): ReportModel {
  const fields = document.case;
  const line = (label: string, value: string | undefined): LabelledValue => ({ label, value: value ?? '' });
  const { patient = {}, specimen = {}, clinical = {}, laboratory = {} } = fields;
  return {
    title: texts.titles[document.scheme.specimen],
    subtitle: texts.subtitle,
    state: stateOf(document, texts),
    reviewed: document.review.state === 'reviewed',
    ...signatureOf(document, texts),
    drawn: document.slides.some(isDrawnSmear) ? texts.drawn : '',
    laboratory: { name: laboratory.name ?? '', lines: [laboratory.department, [laboratory.address, laboratory.telephone].filter(Boolean).join(' · ')].filter((part) => part !== undefined && part !== '') as string[] },
    identification: [
      [line(texts.fields.name, patient.name), line(texts.fields.identifier, patient.identifier), line(texts.fields.hospitalNumber, patient.hospitalNumber)],
      [line(texts.fields.dateOfBirth, moment(patient.dateOfBirth)), line(texts.fields.sex, patient.sex), line(texts.fields.hospital, clinical.hospital), line(texts.fields.requestedBy, clinical.requestedBy)],
      ...(document.scheme.specimen === 'blood'
        ? [[line(texts.fields.accession, specimen.accession), line(texts.fields.stain, specimen.stain), line(texts.fields.takenAt, moment(specimen.takenAt)), line(texts.fields.receivedAt, moment(specimen.receivedAt))]]
        : [
            [line(texts.fields.accession, specimen.accession), line(texts.fields.site, specimen.site), line(texts.fields.takenAt, moment(specimen.takenAt)), line(texts.fields.receivedAt, moment(specimen.receivedAt))],
            [line(texts.fields.stain, specimen.stain), line(texts.fields.aspirationEase, specimen.aspirationEase), line(texts.fields.particles, specimen.particles), line(texts.fields.cellularity, specimen.cellularity)],
          ]),
    ],
    clinical: [line(texts.fields.details, clinical.details), line(texts.fields.bloodCount, clinical.bloodCount), line(texts.fields.filmComment, clinical.filmComment)],
    counted: countedWords(document, texts),
    unnamed: asideWords(document, texts),
    ratio: ratioOf(document, texts),
    prompts: nearThresholds(document, texts).map(({ sentence }) => sentence),
    warnings: document.warnings,
    table: tableOf(document, texts),
    hasMachineIntervals: document.rows.some(({ interval95 }) => interval95?.withMachineErrors !== undefined),
    hasRanges: document.referenceRanges !== undefined,
    tableNotes: tableNotes(document, texts),
    histogram: histogramOf(document),
    comments: commentsOf(document, texts),
    method: methodOf(document, texts),
  };
}

/** Headings of the ICSH aspirate report; a blood report has those of its film, and any other that was written. */
function commentsOf({ case: { comments = {} }, scheme }: DifferentialDocument, texts: ReportTexts): LabelledValue[] {
  const ofBlood = new Set(['abnormalCells', 'otherTests', 'conclusion', 'whoCode']);
  return Object.entries(texts.comments).map(([key, label]) => ({ key, label, value: comments[key as keyof typeof comments] ?? '' }))
    .filter(({ key, value }) => scheme.specimen === 'marrow' || ofBlood.has(key) || value !== '').map(({ label, value }) => ({ label, value }));
}

/** The rows that are printed: of those noted only what was seen, and what could not be named. */
function tableOf(document: DifferentialDocument, texts: ReportTexts): PrintedRow[] {
  const parts = ratioOf(document, texts)?.parts;
  return printedTable(document, texts).filter(({ kind, code, isEmpty }) => kind !== 'noted' || !isEmpty || code === 'UNK')
    .map((row) => (row.kind === 'ratio' && parts !== undefined ? { ...row, count: parts } : row));
}

function ratioOf(document: DifferentialDocument, texts: ReportTexts): ReportModel['ratio'] {
  const row = printedTable(document, texts).find(({ kind }) => kind === 'ratio');
  const { myeloidErythroid: ratio } = document;
  return row && ratio && {
    value: row.percent, interval: row.interval, machineInterval: row.machineInterval, parts: texts.ratioOf(wholeNumber(ratio.myeloid), wholeNumber(ratio.erythroid)), range: row.range, flag: row.flag,
  };
}

/** Bars along the two series, then the other counted cells; empty where nothing was counted. */
function histogramOf(document: DifferentialDocument): HistogramGroup[] {
  return seriesOfRows(document).map(({ kind, rows }) => ({
    kind, bars: rows.map(({ row, percent, lower, upper }) => ({ label: row.code, percent, lower, upper, ...(row.range && { range: row.range }) })),
  }));
}

/** The target, and how the smears shared it; without them where no smear gave a cell, or cells were counted by eye beside a single one. */
function targetWords({ target, slides, manual }: DifferentialDocument, texts: ReportTexts): string {
  const cells = wholeNumber(target.cells);
  if (smearsWithCells(slides).length === 0 || (slides.length === 1 && (manual?.counted ?? 0) > 0)) return texts.method.cells(cells);
  return slides.length > 1 ? texts.method.shared(cells, String(slides.length)) : texts.method.one(cells);
}

function methodOf(document: DifferentialDocument, texts: ReportTexts): LabelledValue[] {
  const { target, models, software, review } = document;
  return [
    { label: texts.method.target, value: target.everything ? texts.method.everything : targetWords(document, texts) },
    { label: texts.method.scheme, value: document.scheme.name },
    ...models.map(({ role, name, version, sha256, note }) => ({ label: role, value: `${name} ${version}${note ? `, ${note}` : ''}`, detail: `${texts.slideColumns.hash} ${sha256}` })),
    ...(models.length === 0 ? [{ label: texts.method.models, value: texts.method.noModels }] : []),
    { label: texts.method.provider, value: document.provider },
    { label: texts.method.software, value: `${software.name} ${software.version}` },
    { label: texts.method.times, value: `${instant(document.startedAt)}, ${instant(document.finishedAt)}` },
    { label: texts.method.review, value: stateOf(document, texts) + reviewSharesOf(review, texts) },
    { label: texts.method.attached, value: texts.method.attachedFile },
    ...document.notes.map((note, i) => ({ label: i === 0 ? texts.method.doubts : '', value: note, isSmall: true })),
  ];
}
