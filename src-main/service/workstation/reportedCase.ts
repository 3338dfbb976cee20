import type { Reading } from '#shared/contract/parts.ts';
import { cellState, isUnsettled } from '#shared/contract/cellCommands.ts';
import type { NamedCells } from '#shared/differential/machineErrorInterval.ts';
import type { ModelCard } from '#shared/models/modelCard.ts';
import type { DifferentialDocumentInput } from '#shared/reports/buildDifferentialDocument.ts';
import type { CaseFields } from '#shared/reports/caseFields.ts';
import { countingRules } from '#shared/settings/countingRules.ts';
import { classCodes } from '#shared/taxonomy/cellClasses.ts';
import type { ReviewedColumns } from '#main/cases/review/caseColumns.ts';
import { caseColumns } from '#main/cases/review/caseColumns.ts';
import type { CountRules } from '#main/cases/review/detectedCells.ts';
import { outOfCount } from '#main/cases/review/foundAlready.ts';
import { keptFields } from '#main/cases/keptFields.ts';
import { readingView } from '#main/cases/review/readingView.ts';
import type { SmearFigures } from '#main/cases/smearFigures.ts';
import { smearFigures } from '#main/cases/smearFigures.ts';
import type { Library } from '#main/store/library.ts';
import { countsByClass, documentSlide, reviewOf, slideWarnings, targetMet, timesOf } from '../assembleDocument.ts';
import { caseWithId, countedOnFrom, countInputOf, countRulesOf } from './caseCount.ts';
import { laboratorySettings } from './laboratorySettings.ts';
import { modelsOfCase } from './modelsOfCase.ts';
import { signedRules } from './signedRules.ts';
import { unsettledCells } from './unsettledCells.ts';

/** What a differential of a case is made from, as it stands now. */
export interface ReportedCase {
  readonly reading: Reading | 'machine';
  readonly input: DifferentialDocumentInput;
  /** The laboratory's logo, a JPEG in base64; empty for none. */
  readonly logo: string;
  readonly rules: CountRules;
  readonly columns: ReviewedColumns;
  readonly smears: readonly SmearFigures[];
}

/** The reading that is reported: the consensus once it was begun, else the first reader's. */
export function reportedReading(library: Library, caseId: number): Reading {
  return library.readings.find(caseId, 'consensus') ? 'consensus' : 'first';
}

/** What was counted by eye, by class code: it belongs to the case, not to a second reader, who must not see what another has counted. */
export function talliesIn(library: Library, caseId: number, reading: Reading | 'machine'): Readonly<Record<string, number>> {
  return reading === 'machine' || reading === 'second' ? {} : library.manualTallies.counts(caseId);
}

/**
 * Reads a case for its differential: the cells as a reading has them, with those counted by eye, and the rules as the laboratory
 * has set them. `machine` is as nobody has touched it, without the cells counted by eye. `cards` are those installed.
 */
export function reportedCase(library: Library, caseId: number, reading: Reading | 'machine', cards: readonly ModelCard[], softwareVersion: string): ReportedCase {
  const stored = caseWithId(library, caseId);
  const { settings, target } = countInputOf(library, stored);
  const laboratory = laboratorySettings(library);
  const { scheme, ranges, thresholds, printedInterval } = signedRules(library, caseId) ?? countingRules(settings.kind, laboratory);
  const rules = countRulesOf(library, caseId);
  const smears = smearFigures(library, caseId, rules, reading);
  const columns = caseColumns(library, caseId, rules, reading);
  const manual = talliesIn(library, caseId, reading);
  const models = modelsOfCase(settings, cards);
  const input: DifferentialDocumentInput = {
    softwareVersion, ...timesOf(stored.createdAt, smears),
    caseFields: withLaboratory(keptFields(stored), laboratory.laboratory),
    scheme: typeof target === 'number' ? { ...scheme, target } : scheme,
    target: { ...targetMet(target, scheme, smears), countedOnFrom: countedOnFrom(library, stored) },
    slides: smears.map((smear) => documentSlide(smear, scheme)),
    counts: added(countsByClass(smears), manual), named: [...namedCells(columns), ...Object.entries(manual).map(([code, cells]) => ({ code, cells }))], manual,
    ranges, thresholds, printedInterval,
    confusion: models.confusion, models: models.documentModels, notes: models.notes, provider: settings.provider,
    review: reading === 'machine' ? undefined : reviewed(library, caseId, reading, smears, columns, manual),
    warnings: [...slideWarnings(smears), ...unsettledCells(columns)],
  };
  return { reading, input, logo: laboratory.logo, rules, columns, smears };
}

function added(counts: Readonly<Record<string, number>>, more: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries([...new Set([...Object.keys(counts), ...Object.keys(more)])].sort().map((code) => [code, (counts[code] ?? 0) + (more[code] ?? 0)]));
}

/** What the laboratory says of itself, where the case does not say otherwise. */
function withLaboratory(fields: CaseFields, laboratory: NonNullable<CaseFields['laboratory']>): CaseFields {
  if (fields.laboratory?.name || Object.values(laboratory).every((line) => line === '')) return fields;
  return { ...fields, laboratory: Object.fromEntries(Object.entries(laboratory).filter(([, line]) => line !== '')) };
}

/** The counted cells that a person has named, by that name and by what the machine had called them. */
function namedCells({ codes, machineCodes, states }: ReviewedColumns): NamedCells[] {
  const cells = new Map<string, number>();
  for (let row = 0; row < states.length; row++) {
    if (states[row] & outOfCount || !(states[row] & cellState.reviewed)) continue;
    const key = `${classCodes[codes[row]]} ${states[row] & cellState.added ? '' : classCodes[machineCodes[row]]}`;
    cells.set(key, (cells.get(key) ?? 0) + 1);
  }
  return [...cells].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, count]) => {
    const [code, machineCode] = key.split(' ');
    return { code, ...(machineCode !== '' && { machineCode }), cells: count };
  });
}

/** How far people have reviewed the cells, and who. */
function reviewed(library: Library, caseId: number, reading: Reading, smears: readonly SmearFigures[], { states }: ReviewedColumns, manual: Readonly<Record<string, number>>): DifferentialDocumentInput['review'] {
  const people = (reading === 'consensus' ? ['first', 'second', 'consensus'] as const : [reading]).flatMap((of) => library.reviewActs.reviewers(caseId, of));
  const by = [...new Set(people.map((person) => person.by))].join(', ');
  const at = people.map((person) => person.at).sort().at(-1);
  const count = (bits: number, wanted: number): number => states.reduce((cells, state) => cells + ((state & bits) === wanted ? 1 : 0), 0);
  return {
    ...reviewOf(smears, states.filter(isUnsettled).length, Object.values(manual).some((cells) => cells > 0)),
    ...(by !== '' && { by, at }),
    cellsAdded: count(cellState.added | cellState.removed | cellState.excluded, cellState.added),
    cellsRemoved: count(cellState.removed | cellState.reviewed | cellState.added | cellState.beyondTarget, cellState.removed | cellState.reviewed),
    areasExcluded: readingView(library, caseId, reading).areas.length,
  };
}
