import path from 'node:path';
import { isCalibrated } from '#shared/models/modelVersion.ts';
import type { DifferentialDocument } from '#shared/reports/differentialDocument.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { isProductClass } from '#shared/taxonomy/cellClasses.ts';
import type { CountedSmear } from '#main/cases/countedCase.ts';
import type { OpenSmear } from '#main/cases/openSmears.ts';
import type { ListedCell } from '#main/reports/cellsCsv.ts';
import { cellsCsv } from '#main/reports/cellsCsv.ts';
import type { OverviewSlide } from '#main/reports/overview/drawOverview.ts';
import { drawOverview } from '#main/reports/overview/drawOverview.ts';
import { placesInFields } from '#main/slides/placeInField.ts';
import { lowPowerPicture } from './lowPowerPicture.ts';

export interface ReportFile { readonly name: string; readonly content: string | Uint8Array }

const overviewSidePx = 1600;

/** The files of a report, in memory: document, list of cells, pages (`pdf`), overview. `classes` in the order of the probabilities. */
export async function reportFiles(
  document: DifferentialDocument, pdf: Uint8Array, smears: readonly CountedSmear[], open: readonly OpenSmear[], classes: readonly ClassCode[],
): Promise<ReportFile[]> {
  const overview: OverviewSlide[] = [];
  for (const [index, { cells, regions }] of smears.entries()) {
    overview.push({
      name: open[index].name, ...(await lowPowerPicture(open[index].source, overviewSidePx)), regions: regions.map(({ box }) => box),
      cells: cells.map(({ box, code }) => ({ xPx: box.xPx + box.widthPx / 2, yPx: box.yPx + box.heightPx / 2, code })),
    });
  }
  return [
    { name: 'differential.json', content: `${JSON.stringify(document, undefined, 2)}\n` },
    { name: 'cells.csv', content: cellsCsv(listedCells(document, smears, open, classes), classes) },
    { name: 'report.pdf', content: pdf },
    { name: 'overview.png', content: await drawOverview(overview, document.rows) },
  ];
}

/** All cells for the list, smear by smear in the order of the report; those of a laboratory's own classes under its letters, as in the document. */
function listedCells({ rows }: DifferentialDocument, smears: readonly CountedSmear[], open: readonly OpenSmear[], classes: readonly ClassCode[]): ListedCell[] {
  // A cell that a person added has no call of the machine: its columns stay empty.
  const noProbabilities = classes.map(() => NaN);
  const ownLetters = new Map(rows.filter((row) => row.classes.length === 1 && !isProductClass(row.classes[0])).map((row) => [row.classes[0], row.code]));
  return smears.flatMap(({ slide, cells }, index) => {
    const placeOf = placesInFields(open[slide.position].source);
    return cells.map(({ box, code, machineCall }): ListedCell => ({
      slide: path.basename(slide.path), box, code: ownLetters.get(code) ?? code, forcedCode: machineCall?.forcedCode ?? '',
      // Left empty where nobody measured what they are worth.
      probabilities: machineCall && isCalibrated(machineCall.modelVersion) ? machineCall.probabilities : noProbabilities,
      slideNumber: index + 1, slideSha256: slide.hash, placeInField: placeOf(box.xPx + box.widthPx / 2, box.yPx + box.heightPx / 2),
    }));
  });
}
