import type { FieldProblem } from '#shared/cases/fieldProblem.ts';
import type { CountSettings } from '#shared/cases/countSettings.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import { measureEachPictureOnce } from '#main/analysis/scale/measureEachPictureOnce.ts';
import type { Library } from '#main/store/library.ts';
import type { ScaleOrigin, StoredScale, StoredSlide } from '#main/store/repositories/slideRepository.ts';
import { checkScale } from './checkScale.ts';
import type { CountTools } from './countTools.ts';
import type { OpenSmear } from './openSmears.ts';
import { scaleDoubts } from './scaleDoubts.ts';

/** A smear of the count: its row in the library, the open slide, and how large its pixels are. */
export interface PreparedSmear {
  readonly open: OpenSmear;
  readonly slideId: number;
  /** Of level 0; the fields of a folder may differ. */
  readonly scaleOfField: (field: string) => number;
}

/**
 * Finds a smear's scale and the regions to count it in, unless the library has them already, and keeps each as one whole, the regions with what
 * else tells the scale. Fields that the case has already, and those whose scale nobody knows, are set aside with the reason.
 * Throws `scale-unknown`, `slide-changed`, and `slide-not-a-smear` with the reasons unless `force` is set.
 */
export async function prepareSmear(
  library: Library, slide: StoredSlide, smear: OpenSmear, settings: CountSettings, tools: CountTools, force: boolean, context: WorkContext,
): Promise<PreparedSmear> {
  const named = namedContext(smear, context);
  let { micrometresPerPixel } = slide;
  if (micrometresPerPixel === null) {
    const { scale, ofFields, unknown } = await findScale(smear, settings, tools, named);
    await allUnchanged(smear);
    const isRepeated = new Set(smear.repeated.map(({ field }) => field));
    library.transaction(() => {
      library.slides.setScale(slide.id, scale, ofFields);
      library.regions.setAside(slide.id, [...smear.repeated, ...unknown.filter(({ field }) => !isRepeated.has(field))]);
    });
    micrometresPerPixel = scale.micrometresPerPixel;
  }
  const scaleOfField = scaleOfFields(library, slide.id, micrometresPerPixel);
  let choice = library.regions.choice(slide.id);
  if (!choice) {
    smear.setAside = fieldsWithProblem(library, slide.id);
    const copies = await smear.packedAgain(named), isSetAside = new Set([...smear.setAside, ...copies.map(({ field }) => field)]);
    const chosen = await tools.chooseRegions(smear.source, (field) => (isSetAside.has(field) ? undefined : scaleOfField(field)), { kind: settings.kind, seed: settings.seed, ...(settings.everywhere && { mostExamined: Infinity }) }, named);
    const checks = await checkScale(smear.source, settings.micrometresPerPixel, chosen, tools, named);
    await allUnchanged(smear);
    const { regions, map, verdict, leftOut } = chosen;
    const notOpened = smear.source.fields.flatMap(({ name, problem }) => (problem === undefined ? [] : [{ field: name, problem, kind: 'unreadable' as const }]));
    const kept = { verdict: verdict.kind, reasons: verdict.reasons, qualityMap: JSON.stringify(map) };
    library.transaction(() => {
      library.slides.addScaleChecks(slide.id, checks);
      library.regions.addChoice(slide.id, kept, regions, [...notOpened, ...copies, ...leftOut]);
    });
    choice = kept;
  }
  smear.setAside = fieldsWithProblem(library, slide.id);
  if (choice.verdict === 'not-a-smear' && !force) {
    const whyElse = scaleDoubts(library.slides.scaleChecks(slide.id)).map((doubt) => ` Its scale may be wrong: ${doubt}.`).join('');
    throw new MyeloscopeError('slide-not-a-smear', `${smear.path} does not look like a smear: ${choice.reasons.join('; ')}.${whyElse}`, 'Check that it is the right slide. To count it all the same, add --force: the report will say so.');
  }
  return { open: smear, slideId: slide.id, scaleOfField };
}

const fieldsWithProblem = (library: Library, slideId: number): ReadonlySet<string> => new Set(library.regions.fieldProblems(slideId).map(({ field }) => field));

/** The scale of a smear, that of the fields which have another, and the fields of which none is known. */
interface SmearScale { readonly scale: StoredScale; readonly ofFields: ReadonlyMap<string, number>; readonly unknown: readonly FieldProblem[] }

async function findScale({ source, fieldHashes }: OpenSmear, settings: CountSettings, tools: CountTools, context: WorkContext): Promise<SmearScale> {
  const stated = (micrometresPerPixel: number, scaleOrigin: ScaleOrigin): SmearScale =>
    ({ scale: { micrometresPerPixel, scaleOrigin, redCells: null, redCellSpread: null }, ofFields: new Map(), unknown: [] });
  if (settings.micrometresPerPixel !== undefined) return stated(settings.micrometresPerPixel, 'user');
  if (source.micrometresPerPixel !== undefined) return stated(source.micrometresPerPixel, 'file');
  const { micrometresPerPixel, origin, redCells, spread, unknown, scaleOfField } = await measureEachPictureOnce(source, fieldHashes, (once) => tools.measureScale(once, tools.detector, context));
  const ofFields = source.fields.flatMap(({ name }) => {
    const scale = scaleOfField(name);
    return scale === undefined || scale === micrometresPerPixel ? [] : [[name, scale] as const];
  });
  return { scale: { micrometresPerPixel, scaleOrigin: origin, redCells, redCellSpread: spread }, ofFields: new Map(ofFields), unknown };
}

/** Throws `slide-changed` where a file of the smear was written to since it was opened. */
export async function allUnchanged(smear: OpenSmear): Promise<void> {
  for (const { name } of smear.source.fields) await smear.mustBeUnchanged(name);
}

/** The same context, with the smear's name before each stage of the work. */
export function namedContext({ name }: OpenSmear, { signal, report }: WorkContext): WorkContext {
  return { signal, report: ({ stage, done, total }) => report?.({ stage: `${name}: ${stage}`, done, total }) };
}

/** Micrometres per level-0 pixel of each field of a slide, given that of the slide. */
export function scaleOfFields(library: Library, slideId: number, micrometresPerPixel: number): (field: string) => number {
  const others = library.slides.fieldScales(slideId);
  return (field) => others.get(field) ?? micrometresPerPixel;
}
