import { bloodScheme, marrowScheme } from '../taxonomy/schemes.ts';
import type { ConfusionMatrix } from '../differential/machineErrorInterval.ts';
import { buildDifferentialDocument } from './buildDifferentialDocument.ts';
import type { DifferentialDocumentInput } from './buildDifferentialDocument.ts';
import type { DifferentialDocument, DocumentSlide } from './differentialDocument.ts';

/** An invented slide; `place` tells it from others. */
export const exampleSlide = (place: number, cellsCounted: number, change: Partial<DocumentSlide> = {}): DocumentSlide => ({
  name: `Example smear ${place}.svs`, path: `/slides/26-01432/Example smear ${place}.svs`, format: 'Aperio SVS', sha256: place.toString(16).padStart(2, '0').repeat(32),
  widthPx: 48_000, heightPx: 26_000, micrometresPerPixel: 0.2465, scaleFrom: 'file', regionsCounted: 14, cellsDetected: cellsCounted + 41, cellsCounted, problemFields: [], ...change,
});

const marrowCodes = ['BLA', 'PMO', 'MYB', 'MMZ', 'NGB', 'NGS', 'EOS', 'BAS', 'MON', 'LYT', 'PLM', 'PEB', 'EBB', 'EBP', 'EBO', 'SMU', 'ART'];
/** An invented matrix: nine of ten right, the rest one place further or unnamed. */
export const exampleConfusion: ConfusionMatrix = {
  trueCodes: marrowCodes, calledCodes: [...marrowCodes, 'UNK'], source: 'an invented matrix',
  rows: marrowCodes.map((_, i) => [...marrowCodes, 'UNK'].map((__, j) => (i === j ? 36 : Math.abs(i - j) === 1 ? 1 : j === marrowCodes.length ? 2 : 0))),
};

/** An invented marrow of 500 cells on two smears, near 5 % blasts: for tests, and to look at the report. Nobody's patient. */
export const exampleInput: DifferentialDocumentInput = {
  softwareVersion: '0.1.0', startedAt: new Date('2026-11-21T08:02:11Z'), finishedAt: new Date('2026-11-21T08:03:02Z'),
  caseFields: {
    laboratory: { name: 'Example University Hospital', department: 'Laboratory of Haematology', address: '1 Example Street, Exampletown', telephone: '+00 000 0000' },
    patient: { name: 'Zoë Παπαδοπούλου Иванова 王小明', identifier: 'EX-000123', dateOfBirth: '1961-04-09', sex: 'female' },
    specimen: { accession: '26-01432', site: 'Posterior iliac crest, right', takenAt: '2026-11-20T09:40', receivedAt: '2026-11-20T11:05', stain: 'May-Grünwald-Giemsa', aspirationEase: 'Easy', particles: 'Present', cellularity: 'Increased' },
    clinical: { hospital: 'Ward 7', requestedBy: 'Dr A. Example', details: 'Pancytopenia for three weeks.', bloodCount: 'Hb 84 g/L, WBC 2.1 ×10⁹/L, platelets 47 ×10⁹/L' },
  },
  scheme: marrowScheme, target: { cells: 500, everything: false, shares: [250, 250], short: 0 },
  slides: [exampleSlide(1, 250), exampleSlide(2, 250, { micrometresPerPixel: 0.251, scaleFrom: 'redCells', scaleNote: '212 red cells' })],
  counts: { BLA: 24, PMO: 18, MYB: 40, MMZ: 45, NGB: 60, NGS: 100, EOS: 13, BAS: 1, MON: 11, LYT: 60, PLM: 6, PEB: 5, EBB: 17, EBP: 80, EBO: 20, MAC: 2, MEG: 3, SMU: 31, ART: 12, UNK: 27 },
  confusion: exampleConfusion, simulation: { seed: 1, draws: 400, warmUp: 100 },
  models: [
    { role: 'Detector', name: 'cell-detector', version: '1.0.0', sha256: '3f'.repeat(32) },
    { role: 'Classifier', name: 'cell-classifier', version: '1.0.0', sha256: 'a7'.repeat(32), note: '15 classes' },
    { role: 'Local expert', name: 'band-or-segmented', version: '1.0.0', sha256: '0c'.repeat(32) },
  ],
  provider: 'CPU, 2 threads',
};

const exampleName = 'Maximiliana-Theodora Konstantinopolitanskaya-Παπαδημητρακοπούλου von und zu Hohenlohe-Waldenburg-Schillingsfürst '.repeat(2).trim();
const longWords = 'Marked dysplasia in more than ten percent of the erythroid cells, with nuclear bridging and budding. '.repeat(18).trim();

/** Documents that press on the layout, by name. */
export const exampleDocuments = (): Readonly<Record<string, DifferentialDocument>> => ({
  usual: buildDifferentialDocument(exampleInput),
  noCells: buildDifferentialDocument({ ...exampleInput, counts: {}, slides: [exampleSlide(1, 0, { cellsDetected: 0 })], target: { cells: 500, everything: false, shares: [500], short: 500 } }),
  allUnknown: buildDifferentialDocument({ ...exampleInput, caseFields: undefined, confusion: undefined, counts: { UNK: 412 }, slides: [exampleSlide(1, 0)], target: { cells: 500, everything: false, shares: [500], short: 500 } }),
  blood: buildDifferentialDocument({ ...exampleInput, scheme: bloodScheme, target: { cells: 200, everything: false, shares: [200], short: 0 }, slides: [exampleSlide(1, 200)], counts: { NGS: 120, NGB: 6, LYT: 55, MON: 14, EOS: 4, BAS: 1, EBO: 3, SMU: 9, UNK: 4 } }),
  everyClass: buildDifferentialDocument({ ...exampleInput, counts: Object.fromEntries([...marrowCodes, 'MAS', 'MAC', 'MEG', 'UNK'].map((code, i) => [code, 11 + 7 * i])), target: { ...exampleInput.target, everything: true } }),
  manySlides: buildDifferentialDocument({ ...exampleInput, target: { cells: 500, everything: false, shares: new Array<number>(18).fill(28), short: 0 }, slides: Array.from({ length: 18 }, (_, i) => exampleSlide(i + 1, 28, i % 5 === 0 ? { format: 'Folder of 40 field pictures', problemFields: Array.from({ length: 30 }, (__, k) => ({ name: `field ${k}.jpg`, problem: 'the file ends too early' })) } : {})) }),
  longText: buildDifferentialDocument({
    ...exampleInput,
    caseFields: {
      ...exampleInput.caseFields, patient: { ...exampleInput.caseFields?.patient, name: exampleName, identifier: 'X'.repeat(120) },
      clinical: { details: longWords, bloodCount: longWords, filmComment: longWords }, comments: { erythropoiesis: longWords, conclusion: longWords, abnormalCells: '未成熟な細胞が増加している。'.repeat(20) },
    },
    slides: [exampleSlide(1, 500, { name: `${'long-name-without-a-place-to-break'.repeat(5)}.svs` })], target: { cells: 500, everything: false, shares: [500], short: 0 },
    warnings: [longWords], provider: 'NVIDIA with a very long name indeed '.repeat(5),
  }),
});
