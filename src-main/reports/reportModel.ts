import { mostCellsToSettle } from '#shared/differential/decisionThresholds.ts';
import { printedToOneDecimal } from '#shared/differential/printedValue.ts';
import { cellClass, isClassCode } from '#shared/taxonomy/cellClasses.ts';
import type { DifferentialDocument, DocumentRow } from '#shared/reports/differentialDocument.ts';
import { isDrawnSmear } from '#shared/reports/drawnSmear.ts';
import type { ReportTexts } from '#shared/reports/texts.ts';
import { instant, moment, wholeNumber } from './reportFormats.ts';
import type { ReportSignature } from './reportSignature.ts';
import { signatureOf } from './reportSignature.ts';
import { reviewSharesOf, stateOf } from './reviewWords.ts';

/** A label and what stands beside it; an empty value prints as an empty line. */
export interface LabelledValue { readonly label: string; readonly value: string; /** A second line in small letters. */ readonly detail?: string }

/** A row of the differential table, as printed. `kind` says how it is drawn. */
export interface TableRow {
  readonly kind: 'cells' | 'per100' | 'noted' | 'sum' | 'ratio' | 'total';
  readonly name: string;
  readonly count: string;
  readonly percent: string;
  readonly interval: string;
  readonly machineInterval: string;
  readonly range: string;
  readonly flag: 'low' | 'within' | 'high' | undefined;
  readonly empty: boolean;
  /** Rows of one lineage stand together. */
  readonly group: string;
}

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
  readonly ratio: { readonly value: string; readonly interval: string; readonly machineInterval: string; readonly parts: string; readonly range: string; readonly flag: TableRow['flag'] } | undefined;
  readonly prompts: readonly string[];
  readonly warnings: readonly string[];
  readonly table: readonly TableRow[];
  readonly hasMachineIntervals: boolean;
  readonly hasRanges: boolean;
  readonly tableNotes: readonly string[];
  readonly histogram: readonly HistogramGroup[];
  readonly comments: readonly LabelledValue[];
  readonly method: readonly LabelledValue[];
}

const sumOf = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((sum, cells) => sum + cells, 0);

function groupOf({ classes }: { readonly classes: readonly string[] }): string {
  const known = classes.find(isClassCode);
  if (known === undefined) return 'own';
  const { lineage } = cellClass(known);
  return lineage === 'myeloid' || lineage === 'erythroid' ? lineage : 'other';
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
    counted: document.counted === 0 ? texts.summary.nothing : texts.summary.counted(wholeNumber(document.counted), document.slides.filter(({ cellsCounted }) => cellsCounted > 0).length || document.slides.length),
    unnamed: asideOf(document, texts),
    ratio: ratioOf(document, texts),
    prompts: promptsOf(document, texts),
    warnings: document.warnings,
    table: tableOf(document, texts),
    hasMachineIntervals: document.rows.some(({ interval95 }) => interval95?.withMachineErrors !== undefined),
    hasRanges: document.referenceRanges !== undefined,
    tableNotes: tableNotesOf(document, texts),
    histogram: histogramOf(document),
    comments: commentsOf(document, texts),
    method: methodOf(document, texts),
  };
}

/** What stands under the number of cells: how many were counted by eye, and how many could not be named. */
function asideOf({ manual, unknown }: DifferentialDocument, texts: ReportTexts): string {
  return [
    ...(manual && manual.counted > 0 ? [texts.summary.manual(wholeNumber(manual.counted))] : []),
    ...(unknown.cells === 0 || unknown.inDenominator ? [] : [texts.summary.unnamed(wholeNumber(unknown.cells), (100 * unknown.share).toFixed(1))]),
  ].join('; ');
}

/** Headings of the ICSH aspirate report; a blood report has those of its film, and any other that was written. */
function commentsOf({ case: { comments = {} }, scheme }: DifferentialDocument, texts: ReportTexts): LabelledValue[] {
  const ofBlood = new Set(['abnormalCells', 'otherTests', 'conclusion', 'whoCode']);
  return Object.entries(texts.comments).map(([key, label]) => ({ key, label, value: comments[key as keyof typeof comments] ?? '' }))
    .filter(({ key, value }) => scheme.specimen === 'marrow' || ofBlood.has(key) || value !== '').map(({ label, value }) => ({ label, value }));
}

function limitsOf(row: DocumentRow, document: DifferentialDocument): number[] {
  const same = (classes: readonly string[]): boolean => classes.length === row.classes.length && classes.every((code) => row.classes.includes(code));
  return [...(row.range ? [row.range.low, row.range.high] : []), ...document.thresholds.filter(({ classes }) => same(classes)).map(({ percent }) => percent)];
}

/** The interval of chance that is printed. Rates per 100 have Wilson's only. */
function chanceInterval({ interval95 }: DocumentRow, { printedInterval }: DifferentialDocument): { lower: number; upper: number } | undefined {
  return printedInterval === 'clopperPearson' ? interval95?.clopperPearson ?? interval95?.wilson : interval95?.wilson;
}

function tableOf(document: DifferentialDocument, texts: ReportTexts): TableRow[] {
  const printed = (row: DocumentRow, kind: TableRow['kind'], name: string): TableRow => {
    const limits = limitsOf(row, document);
    const ends = (interval: { lower: number; upper: number } | undefined): string =>
      (interval ? texts.intervalOf(printedToOneDecimal(interval.lower, limits).toFixed(1), printedToOneDecimal(interval.upper, limits).toFixed(1)) : '');
    return {
      kind, name, count: wholeNumber(row.count), percent: row.printedPercent?.toFixed(1) ?? '', interval: ends(chanceInterval(row, document)), machineInterval: ends(row.interval95?.withMachineErrors),
      range: row.range ? texts.intervalOf(String(row.range.low), String(row.range.high)) : '', flag: row.flag, empty: row.count === 0, group: groupOf(row),
    };
  };
  const placed = (place: DocumentRow['place']): DocumentRow[] => document.rows.filter((row) => row.place === place);
  const named = (row: DocumentRow): string => (row.code === 'UNK' ? texts.unnamedRow : row.name);
  const counted = placed('counted');
  const total = counted.reduce((tenths, { printedPercent = 0 }) => tenths + Math.round(printedPercent * 10), 0) / 10;
  return [
    ...counted.map((row) => printed(row, 'cells', named(row))),
    { kind: 'total', name: texts.total, count: wholeNumber(document.counted), percent: document.counted > 0 ? total.toFixed(1) : '', interval: '', machineInterval: '', range: '', flag: undefined, empty: false, group: 'total' },
    ...document.sums.map((row) => printed(row, 'sum', texts.erythroid)),
    ...ratioRows(document, texts),
    ...placed('per100').map((row) => printed(row, 'per100', `${row.name}, ${texts.columns.per100}`)),
    ...placed('noted').filter(({ count, code }) => count > 0 || code === 'UNK').map((row) => printed(row, 'noted', named(row))),
  ];
}

function ratioRows(document: DifferentialDocument, texts: ReportTexts): TableRow[] {
  const ratio = ratioOf(document, texts);
  return ratio ? [{ kind: 'ratio', name: texts.summary.ratio, count: ratio.parts, percent: ratio.value, interval: ratio.interval, machineInterval: ratio.machineInterval, range: ratio.range, flag: ratio.flag, empty: false, group: 'ratio' }] : [];
}

function tableNotesOf(document: DifferentialDocument, texts: ReportTexts): string[] {
  const { referenceRanges, machineErrors, scheme, unknown, myeloidErythroid, manual } = document;
  return [
    texts.intervalNotes[document.printedInterval], texts.intervalNotes.printed, ...(myeloidErythroid ? [texts.intervalNotes.ratio(texts.ratioDefinitions[myeloidErythroid.definition])] : []),
    machineErrors.known ? texts.intervalNotes.machine(machineErrors.source) : texts.intervalNotes.noMachine(machineErrors.source),
    ...(machineErrors.known && document.review.cellsReviewed > 0 ? [texts.intervalNotes.machineReviewed] : []),
    ...(manual ? [texts.intervalNotes.manual(wholeNumber(sumOf(manual.counts)), Object.entries(manual.counts).filter(([, cells]) => cells > 0).map(([code, cells]) => `${code} ${wholeNumber(cells)}`).join(', '))] : []),
    ...(unknown.cells > 0 ? [unknown.inDenominator ? texts.intervalNotes.unknownInside : texts.intervalNotes.unknownOutside] : []),
    ...(scheme.rows.some(({ place }) => place === 'per100') ? [texts.intervalNotes.per100] : []),
    ...(referenceRanges ? [texts.intervalNotes.ranges(referenceRanges.source, referenceRanges.sourceDate ?? texts.intervalNotes.dateToBeConfirmed, referenceRanges.population)] : []),
  ];
}

function ratioOf({ myeloidErythroid: ratio }: DifferentialDocument, texts: ReportTexts): ReportModel['ratio'] {
  if (!ratio) return undefined;
  const limits = ratio.range ? [ratio.range.low, ratio.range.high] : [];
  const shown = (value: number | 'infinite'): string => (value === 'infinite' ? '∞' : printedToOneDecimal(value, limits).toFixed(1));
  const ends = ({ lower, upper }: { lower: number | 'infinite'; upper: number | 'infinite' }): string => texts.intervalOf(shown(lower), upper === 'infinite' ? texts.noUpper : shown(upper));
  return {
    value: shown(ratio.printed), interval: ends(ratio), machineInterval: ratio.withMachineErrors ? ends(ratio.withMachineErrors) : '',
    parts: texts.ratioOf(wholeNumber(ratio.myeloid), wholeNumber(ratio.erythroid)),
    range: ratio.range ? texts.intervalOf(String(ratio.range.low), String(ratio.range.high)) : '', flag: ratio.flag,
  };
}

function promptsOf(document: DifferentialDocument, texts: ReportTexts): string[] {
  return document.thresholds.flatMap(({ name, classes, percent, count, state, side, cellsToSettle, machineIntervalHolds }) => {
    const row = document.rows.find((candidate) => candidate.classes.length === classes.length && candidate.classes.every((code) => classes.includes(code)));
    const limits = document.thresholds.filter((other) => other.name === name).map((other) => other.percent);
    const printed = row?.printedPercent ?? printedToOneDecimal((100 * count) / document.counted, limits);
    const share = texts.near.share(name, printed.toFixed(1), wholeNumber(count), wholeNumber(document.counted));
    const threshold = String(percent);
    if (state === 'clear') return machineIntervalHolds && document.review.state !== 'reviewed' ? [texts.near.machineOnly(share, threshold)] : [];
    if (side === 'at') return [texts.near.at(share, threshold)];
    if (cellsToSettle === undefined) return [texts.near.beyond(share, threshold, wholeNumber(mostCellsToSettle))];
    return [texts.near.settle(share, threshold, wholeNumber(cellsToSettle - document.counted), wholeNumber(cellsToSettle))];
  });
}

/** Bars along the two series, then the other counted cells; empty where nothing was counted. */
function histogramOf(document: DifferentialDocument): HistogramGroup[] {
  if (document.counted === 0) return [];
  const groups = new Map<HistogramGroup['kind'], HistogramBar[]>([['granulocytic', []], ['erythroid', []], ['others', []]]);
  for (const row of document.rows) {
    if (row.place !== 'counted' || row.percent === undefined || !row.interval95) continue;
    const first = row.classes.find(isClassCode);
    const kind = (first && cellClass(first).series) ?? 'others';
    const { lower, upper } = chanceInterval(row, document)!;
    groups.get(kind)!.push({ label: row.code, percent: row.printedPercent ?? row.percent, lower, upper, ...(row.range && { range: row.range }) });
  }
  return [...groups].filter(([, bars]) => bars.length > 0).map(([kind, bars]) => ({ kind, bars }));
}

function methodOf(document: DifferentialDocument, texts: ReportTexts): LabelledValue[] {
  const { target, slides, models, software, review } = document;
  const cells = wholeNumber(target.cells);
  return [
    { label: texts.method.target, value: target.everything ? texts.method.everything : slides.length > 1 ? texts.method.shared(cells, String(slides.length)) : texts.method.one(cells) },
    { label: texts.method.scheme, value: document.scheme.name },
    ...models.map(({ role, name, version, sha256, note }) => ({ label: role, value: `${name} ${version}${note ? `, ${note}` : ''}`, detail: `${texts.slideColumns.hash} ${sha256}` })),
    ...(models.length === 0 ? [{ label: texts.method.models, value: texts.method.noModels }] : []),
    { label: texts.method.provider, value: document.provider },
    { label: texts.method.software, value: `${software.name} ${software.version}` },
    { label: texts.method.times, value: `${instant(document.startedAt)}, ${instant(document.finishedAt)}` },
    { label: texts.method.review, value: stateOf(document, texts) + reviewSharesOf(review, texts) },
    ...document.notes.map((note) => ({ label: '', value: note })),
    { label: texts.method.attached, value: texts.method.attachedFile },
  ];
}
