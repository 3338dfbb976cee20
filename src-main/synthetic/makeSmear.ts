import { MyeloscopeError, throwIfCancelled } from '#shared/errors/myeloscopeError.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import { drawnSmearMark } from '#shared/reports/drawnSmear.ts';
import { writePyramidalTiff } from '#main/slides/tiff/writePyramidalTiff.ts';
import type { SmearKind } from './neighbours.ts';
import { RandomSource } from './randomSource.ts';
import { drawStrip } from './smear/drawStrip.ts';
import { paintWriting, sizeWriting } from './smear/paintWriting.ts';
import { populateSmear } from './smear/populateSmear.ts';
import { layOutSmear } from './smear/smearLayout.ts';
import type { SmearDescription } from './smear/writeTruth.ts';
import { generatorVersion, writeTruth } from './smear/writeTruth.ts';
import { stainLookNamed, stainLooks } from './stainLooks.ts';

export interface SmearOrder {
  /** The slide to make (TIFF); PATH.truth.csv and PATH.truth.json appear beside it. */
  readonly path: string;
  /** Nucleated cells in the part to be counted, 1 to 20,000; the thick and feathered parts have more. */
  readonly cells: number;
  /** A whole number. */
  readonly seed: number;
  /** Name of a stain look; 'grey-red-cells' unless told. */
  readonly look?: string;
  readonly kind?: SmearKind;
  /** 0.1 to 1; 0.22 unless told, about what a 40x objective gives. */
  readonly micrometresPerPixel?: number;
}

/** Glass per nucleated cell in the part to be counted, µm². */
const areaPerCellUm2 = { marrow: 950, blood: 2600 } as const;

/**
 * Makes a sample smear as a pyramidal TIFF, strip by strip, with the truth beside it. It says "synthetic sample, not a patient"
 * in its description and, readably, in its upper left corner. The same order gives the same bytes.
 * Throws `bad-input` for an order out of range, `cancelled`, and what writing the file may throw.
 */
export async function makeSmear(order: SmearOrder, context: WorkContext = {}): Promise<SmearDescription> {
  const { path, cells, seed, kind = 'marrow', micrometresPerPixel = 0.22 } = order;
  const look = stainLookNamed(order.look ?? 'grey-red-cells');
  if (!look) throw new MyeloscopeError('bad-input', `No stain look is called "${order.look}".`,
    `Choose one of: ${stainLooks.map(({ name }) => name).join(', ')}.`);
  if (!Number.isInteger(cells) || cells < 1 || cells > 20_000) throw new MyeloscopeError('bad-input',
    `A smear of ${cells} cells cannot be made: 1 to 20,000 can.`);
  if (!Number.isSafeInteger(seed)) throw new MyeloscopeError('bad-input', `The seed ${seed} is not a whole number.`);
  if (!(micrometresPerPixel >= 0.1 && micrometresPerPixel <= 1)) throw new MyeloscopeError('bad-input',
    `${micrometresPerPixel} µm per pixel is out of range (0.1 to 1).`);
  throwIfCancelled(context.signal);
  const random = new RandomSource(seed, 301), layout = layOutSmear(random, cells * areaPerCellUm2[kind]);
  const scene = populateSmear(random, layout, cells, kind);
  const widthPx = Math.round(layout.widthUm / micrometresPerPixel), heightPx = Math.round(layout.heightUm / micrometresPerPixel);
  const writing = sizeWriting(Math.min(widthPx * 0.45, layout.labelUm / micrometresPerPixel * 0.6 / 7 * 6 * 31)),
    marginPx = Math.round(layout.labelUm / micrometresPerPixel * 0.2);
  await writePyramidalTiff({
    path, widthPx, heightPx, micrometresPerPixel,
      title: `${drawnSmearMark}; ${kind}, seed ${seed}, look ${look.name}, generator ${generatorVersion}`,
    readStrip: (yPx, rows) => {
      context.report?.({ stage: 'Drawing the sample smear', done: yPx, total: heightPx });
      const strip = drawStrip(scene.items, layout, look, seed, micrometresPerPixel, widthPx, yPx, rows);
      paintWriting(strip, yPx, marginPx, marginPx, writing.pointPx);
      return strip;
    },
  }, { signal: context.signal });
  return writeTruth(path, scene, layout, {
    what: drawnSmearMark, generatorVersion, seed, look: look.name, kind, cells, micrometresPerPixel, widthPx, heightPx,
  });
}
