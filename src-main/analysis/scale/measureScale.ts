import type { FieldProblem } from '#shared/cases/fieldProblem.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import { MyeloscopeError, throwIfCancelled } from '#shared/errors/myeloscopeError.ts';
import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import { unreadable } from '#main/slides/slideErrors.ts';
import type { SlideField, SlideSource } from '#main/slides/slideSource.ts';
import type { Detector } from '../detection/detector.ts';
import type { FoundScale } from './findScale.ts';
import { findScale, leastSingles } from './findScale.ts';
import { median, redCellEvidence } from './redCellEvidence.ts';
import { redCellMicrometres } from '../detection/detectorOutput.ts';
import { fieldSamples, fieldsOfOneSize } from './scaleSamples.ts';

/** How large a slide's pixels are, by its red cells. */
export interface ScaleMeasurement {
  /** At level 0; of a folder whose pictures differ, that of most of them. */
  readonly micrometresPerPixel: number;
  /** Whether files state it or it was measured. */
  readonly origin: 'file' | 'redCells';
  /** How many red cells lie singly, round and whole, as it is best measured. Where they are fewer than 12, the detector's boxes decided. Null where files state all. */
  readonly redCells: number | null;
  /** Half the interquartile range of their diameters (of the boxes' where these decided) over the median. Null where files state all. */
  readonly spread: number | null;
  /** Fields that could not be measured while others could, with the reason. Another camera may have taken them: no scale is lent to them. */
  readonly unknown: readonly FieldProblem[];
  /** Of one field picture; undefined where it is not known. */
  scaleOfField(name: string): number | undefined;
}

/** Fewer whole red cells than this say nothing sure: the error of their median would exceed a twentieth. */
const leastRedCells = 6;
/** Round red cells cover a tenth of a blood field and a thirtieth of a marrow field; what is found by chance at a wrong scale covers a hundredth. */
const leastSupport = 0.02;
/** Fewer fields of one size are not taken for a camera's. */
const leastFieldsOfCamera = 2;
/** Fields from which a group's scale is pooled, and fields that are each asked whether they agree. */
const mostPooledFields = 30;
const mostAskedFields = 600;
/** Fields of one size whose scales differ by more than this (natural logarithm) are of two cameras; red cells of patients differ by a tenth. */
const sameCameraLog = 0.25;
const seed = 1;

/** What is measured, with what, and the fields found damaged on the way, by name. */
interface Measuring {
  readonly source: SlideSource;
  readonly detector: Detector;
  readonly context: WorkContext;
  readonly damaged: Map<string, MyeloscopeError>;
}

interface MeasuredGroup { readonly found: FoundScale; readonly byField: ReadonlyMap<string, number> }

/**
 * Measures micrometres per pixel of the fields that state none, from red cells, taken as 7.5 µm across: the scale at which the detector finds
 * most of them and of that size. Fields of a folder are grouped by the size of their picture and, within it, by agreement, since several
 * cameras may have filled one folder; each group has one scale, pooled over its pictures, as one camera has. Fields that can't be decoded are
 * passed over: the choice of regions finds and lists those whose group has a scale.
 *
 * @throws MyeloscopeError `scale-unknown` where red cells are too few, or two scales fit alike; `cancelled`; `slide-unreadable` where no
 *   field can be decoded
 */
export async function measureScale(source: SlideSource, detector: Detector, context: WorkContext = {}): Promise<ScaleMeasurement> {
  const measuring: Measuring = { source, detector, context, damaged: new Map() };
  const groups: MeasuredGroup[] = [];
  const bySize = fieldsOfOneSize(source, seed);
  // Pictures cut to many sizes are no cameras: what is too little by itself is measured together.
  const isOwnGroup = (fields: readonly SlideField[]) => bySize.length === 1 || fields.length >= leastFieldsOfCamera;
  const together = bySize.filter((fields) => !isOwnGroup(fields)).flat();
  for (const fields of bySize.filter(isOwnGroup)) {
    const measured = await measureGroup(measuring, fields);
    if (measured) groups.push(measured);
    else together.push(...fields);
  }
  const rest = together.length > 0 ? await measureGroup(measuring, together) : undefined;
  if (rest) groups.push(rest);
  const main = groups.reduce<MeasuredGroup | undefined>((a, b) => (!a || b.found.diametersUm.length > a.found.diametersUm.length ? b : a), undefined);
  const measured = groups.flatMap((group) => [...group.byField]);
  const stated = source.fields.flatMap(({ name, problem, micrometresPerPixel }) => (problem !== undefined || micrometresPerPixel === undefined ? [] : [[name, micrometresPerPixel] as const]));
  const ofMost = main && measured.length > stated.length
    ? { micrometresPerPixel: main.found.micrometresPerPixel, origin: 'redCells' as const }
    : stated.length > 0 && { micrometresPerPixel: commonest(stated.map(([, scale]) => scale)), origin: 'file' as const };
  if (!ofMost) throw notMeasured(measuring, bySize.flat().length);
  const byField = new Map([...stated, ...measured]);
  return {
    ...ofMost,
    redCells: main?.found.singlesUm.length ?? null,
    spread: main ? quartileSpread(main.found.singlesUm.length >= leastSingles ? main.found.singlesUm : main.found.diametersUm) : null,
    unknown: bySize.flat().filter(({ name }) => !byField.has(name)).map(({ name }) => whyNotMeasured(measuring, name)),
    scaleOfField: (name) => byField.get(name),
  };
}

/** The value that most have, the first of several. */
function commonest(values: readonly number[]): number {
  const alike = [...Map.groupBy(values, (value) => value).values()];
  return alike.reduce((a, b) => (b.length > a.length ? b : a))[0];
}

function whyNotMeasured({ damaged }: Measuring, field: string): FieldProblem {
  const damage = damaged.get(field);
  if (damage) return { field, problem: damage.message.replace(/\.$/u, ''), kind: 'unreadable' };
  return { field, problem: 'not counted: the size of its pixels is not stated, and too few red cells lie singly in it and in pictures of its size to measure it', kind: 'notCounted' };
}

function notMeasured({ source, damaged }: Measuring, fields: number): MyeloscopeError {
  const [first] = damaged;
  if (damaged.size === fields && fields > 0) {
    const [, cause] = first;
    return fields === 1 ? cause : unreadable(source.path, `none of its ${fields} pictures can be decoded; the first: ${cause.message.replace(/\.$/u, '')}`, { cause });
  }
  const left = damaged.size === 0 ? '' : ` ${damaged.size} of its ${fields} pictures can't be decoded, the first of them ${first[0]}.`;
  return new MyeloscopeError('scale-unknown', `The size of the pixels of ${source.path} is not stated, and too few red cells lie singly in it to measure it.${left}`,
    'Give the micrometres per pixel yourself (--micrometres-per-pixel).');
}

function quartileSpread(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  return (at(0.75) - at(0.25)) / 2 / median(values);
}

const isSure = (found: FoundScale | undefined): found is FoundScale => found !== undefined && found.diametersUm.length >= leastRedCells && found.support >= leastSupport;

/** Samples of a field; one of which nothing could be decoded is noted as damaged. */
async function samplesOf({ source, damaged }: Measuring, field: SlideField): Promise<readonly RgbPicture[]> {
  const { pictures, damage } = await fieldSamples(source, field, seed);
  if (damage) damaged.set(field.name, damage);
  return pictures;
}

async function measureGroup(measuring: Measuring, fields: readonly SlideField[]): Promise<MeasuredGroup | undefined> {
  const { detector, context, damaged } = measuring;
  const pictures: RgbPicture[] = [];
  let pooledFields = 0;
  for (const field of fields) {
    if (pooledFields === mostPooledFields) break;
    pictures.push(...await samplesOf(measuring, field));
    if (!damaged.has(field.name)) pooledFields += 1;
  }
  const pooled = pictures.length > 0 ? await findScale(pictures, detector, context) : undefined;
  const own = fields.length > 1 ? await fieldsByThemselves(measuring, fields, isSure(pooled) ? pooled : undefined) : new Map<string, FoundScale>();
  const found = isSure(pooled) ? pooled : mostAgreed([...own.values()]);
  return found && { found, byField: new Map(fields.map(({ name }) => [name, own.get(name)?.micrometresPerPixel ?? found.micrometresPerPixel])) };
}

/**
 * Fields whose own red cells say clearly another scale than their group's: of the same size of picture, but of another camera or
 * lens. Where the group has no common scale, every field that can say its own.
 */
async function fieldsByThemselves(measuring: Measuring, fields: readonly SlideField[], pooled: FoundScale | undefined): Promise<Map<string, FoundScale>> {
  const { detector, context, damaged } = measuring;
  const own = new Map<string, FoundScale>();
  for (const [index, field] of fields.slice(0, mostAskedFields).entries()) {
    throwIfCancelled(context.signal);
    context.report?.({ stage: 'Comparing the scale of the fields', done: index, total: Math.min(fields.length, mostAskedFields) });
    if (damaged.has(field.name)) continue;
    const pictures = await samplesOf(measuring, field);
    if (pictures.length === 0) continue;
    if (pooled && await agrees(pictures, pooled.micrometresPerPixel, detector)) continue;
    const found = await findScale(pictures, detector, { signal: context.signal });
    if (isSure(found) && !(pooled && isSameCamera(found, pooled))) own.set(field.name, found);
  }
  return own;
}

const isSameCamera = (a: FoundScale, b: FoundScale) => Math.abs(Math.log(a.micrometresPerPixel / b.micrometresPerPixel)) < sameCameraLog;

/** Whether a field's red cells fit a scale, or are too few to contradict it. */
async function agrees(pictures: readonly RgbPicture[], micrometresPerPixel: number, detector: Detector): Promise<boolean> {
  for (const picture of pictures) {
    const { diametersUm } = await redCellEvidence(picture, micrometresPerPixel, detector);
    if (diametersUm.length >= leastRedCells / 2) return Math.abs(Math.log(median(diametersUm) / redCellMicrometres)) < sameCameraLog;
  }
  return false;
}

/** Of scales found by themselves, the middle one of the largest group that agrees. */
function mostAgreed(found: readonly FoundScale[]): FoundScale | undefined {
  const groups = found.map((one) => found.filter((other) => isSameCamera(one, other)));
  const largest = groups.reduce<FoundScale[]>((a, b) => (b.length > a.length ? b : a), []);
  const sorted = largest.toSorted((a, b) => a.micrometresPerPixel - b.micrometresPerPixel);
  const middle = sorted[sorted.length >> 1];
  return middle && { ...middle, diametersUm: largest.flatMap(({ diametersUm }) => diametersUm), singlesUm: largest.flatMap(({ singlesUm }) => singlesUm) };
}
