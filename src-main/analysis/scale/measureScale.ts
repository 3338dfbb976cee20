import type { FieldProblem } from '#shared/cases/fieldProblem.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { unreadable } from '#main/slides/slideErrors.ts';
import type { SlideField, SlideSource } from '#main/slides/slideSource.ts';
import type { Detector } from '../detection/detector.ts';
import type { MeasuredGroup, Measuring } from './measureGroup.ts';
import { measureGroup, seed } from './measureGroup.ts';
import { median } from './redCellEvidence.ts';
import { leastSingles } from './scaleEvidence.ts';
import { fieldsOfOneSize } from './scaleSamples.ts';

/** What the red cells of some fields say together. */
export interface MeasuredScale {
  readonly micrometresPerPixel: number;
  /** How many red cells lie singly, round and whole. Where they are fewer than 12, the detector's boxes decided. */
  readonly redCells: number;
  /** Half the interquartile range of their diameters (of the boxes' where these decided) over the median. */
  readonly spread: number;
  /** Names of the fields that have this scale. */
  readonly fields: readonly string[];
}

/** How large a slide's pixels are, by its red cells. */
export interface ScaleMeasurement {
  /** At level 0; of a folder whose pictures differ, that of most of them. */
  readonly micrometresPerPixel: number;
  /** Whether files state it or it was measured. */
  readonly origin: 'file' | 'redCells';
  /** Of the scale that is best measured; null where files state all. */
  readonly redCells: number | null;
  readonly spread: number | null;
  /** All that were measured. */
  readonly groups: readonly MeasuredScale[];
  /** Fields that could not be measured while others could, with the reason. Another camera may have taken them: no scale is lent to them. */
  readonly unknown: readonly FieldProblem[];
  /** Of one field picture; undefined where it is not known. */
  scaleOfField(name: string): number | undefined;
}

/** Fewer fields of one size are not taken for a camera's. */
const leastFieldsOfCamera = 2;

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
  const scarce: MeasuredGroup[] = [];
  for (const fields of bySize.filter(isOwnGroup)) {
    const measured = await measureGroup(measuring, fields);
    if (measured.length === 0) together.push(...fields);
    for (const group of measured) {
      // One camera's pictures may be cut to several sizes: few cells of each are many of all.
      if (bySize.length === 1 || group.found.singlesUm.length >= leastSingles) groups.push(group);
      else scarce.push(group);
    }
  }
  const ofScarce = scarce.length > 0 ? await measureGroup(measuring, scarce.flatMap(({ fields }) => fields)) : [];
  const ofTogether = together.length > 0 ? await measureGroup(measuring, together) : [];
  // Two cameras with few cells each say nothing together: then what each said by itself stands, and is doubted for its few cells.
  const measuredAgain = new Set(ofScarce.flatMap(({ fields }) => fields));
  groups.push(...ofScarce, ...scarce.filter(({ fields }) => !fields.some((field) => measuredAgain.has(field))), ...ofTogether);
  const main = groups.reduce<MeasuredGroup | undefined>((a, b) => (!a || b.found.diametersUm.length > a.found.diametersUm.length ? b : a), undefined);
  const measured = groups.flatMap(({ found, fields }) => fields.map(({ name }) => [name, found.micrometresPerPixel] as const));
  const stated = source.fields.flatMap(({ name, problem, micrometresPerPixel }) => (problem !== undefined || micrometresPerPixel === undefined ? [] : [[name, micrometresPerPixel] as const]));
  const ofMost = main && measured.length > stated.length
    ? { micrometresPerPixel: main.found.micrometresPerPixel, origin: 'redCells' as const }
    : stated.length > 0 && { micrometresPerPixel: commonest(stated.map(([, scale]) => scale)), origin: 'file' as const };
  if (!ofMost) throw notMeasured(measuring, bySize.flat().length);
  const byField = new Map([...stated, ...measured]);
  return {
    ...ofMost,
    redCells: main?.found.singlesUm.length ?? null, spread: main ? spreadOf(main) : null,
    groups: groups.map((group) => ({ micrometresPerPixel: group.found.micrometresPerPixel, redCells: group.found.singlesUm.length, spread: spreadOf(group), fields: group.fields.map(({ name }) => name) })),
    unknown: bySize.flatMap((fields) => {
      const others = fields.some(({ name }) => byField.has(name));
      return fields.filter(({ name }) => !byField.has(name)).map(({ name }) => whyNotMeasured(measuring, name, others));
    }),
    scaleOfField: (name) => byField.get(name),
  };
}

/** The value that most have, the first of several. */
function commonest(values: readonly number[]): number {
  const alike = [...Map.groupBy(values, (value) => value).values()];
  return alike.reduce((a, b) => (b.length > a.length ? b : a))[0];
}

/** @param othersMeasured whether pictures of its size were measured */
function whyNotMeasured({ damaged }: Measuring, field: string, othersMeasured: boolean): FieldProblem {
  const damage = damaged.get(field);
  if (damage) return { field, problem: damage.reason, kind: 'unreadable' };
  const tooFew = othersMeasured
    ? 'too few red cells lie singly in it to tell whether the camera of other pictures of its size took it'
    : 'too few red cells lie singly in it and in pictures of its size to measure it';
  return { field, problem: `not counted: the size of its pixels is not stated, and ${tooFew}`, kind: 'notCounted' };
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

function spreadOf({ found: { singlesUm, diametersUm } }: MeasuredGroup): number {
  const values = singlesUm.length >= leastSingles ? singlesUm : diametersUm;
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  return (at(0.75) - at(0.25)) / 2 / median(values);
}
