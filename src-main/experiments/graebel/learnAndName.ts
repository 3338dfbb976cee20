import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import type { ParameterSet } from '#main/training/layers/layerBuilder.ts';
import { adamW } from '#main/training/optimisers/adamW.ts';
import type { ChosenCells } from '../cells/chooseCells.ts';
import { placementsOf } from '../cells/cellViews.ts';
import { cellPatch } from '../features/cellPatch.ts';
import { imageNetNormalization } from '../features/normalizedPlanes.ts';
import { confusionOf, figuresOfMatrix } from '../figures/labelFigures.ts';
import { namingNetwork } from '../networks/nameWithNetwork.ts';
import { trainNetwork } from '../networks/trainNetwork.ts';
import type { StateFolder } from '../state/stateFolder.ts';
import type { GraebelNetwork, NetworkSet } from './graebelNetworks.ts';
import type { GraebelSettings } from './graebelSettings.ts';

/** What all trainings of one network in one experiment share. */
export interface NetworkTask {
  readonly network: GraebelNetwork;
  readonly chosen: ChosenCells;
  /** Of the chosen cells, in their order. */
  readonly pictures: readonly RgbPicture[];
  readonly settings: GraebelSettings;
  /** Parameters that the network starts with; by MSRA where there are none. */
  readonly start: ParameterSet | undefined;
  readonly state: StateFolder;
}

/** Places of cells among the chosen ones. */
export interface NetworkParts { readonly learnt: readonly number[]; readonly stopBy: readonly number[]; readonly named: readonly number[] }

/**
 * Trains all layers of a network with Adam on some cells, turned and shifted anew in every epoch, until the m-score of a second part
 * gets no better; then names a third part. The calls are kept in the state folder, and given back where they are known.
 *
 * @param unit the training's name in the state folder
 * @returns of each cell named, its place among the labels
 */
export async function learnAndName({ chosen, network, pictures, settings, start, state }: NetworkTask, unit: string, { batch, learningRate }: NetworkSet, { learnt, named, stopBy }: NetworkParts, context: WorkContext): Promise<number[]> {
  const known = state.get(unit) as number[] | undefined;
  if (known) return known;
  const { networkEpochs: epochs, networkSidePx: sidePx, patience, seed, threads } = settings, { cells, labels, truths } = chosen;
  const size = { sidePx, spanUm: settings.patch.spanUm }, described = network.network(labels.length), shrunk = sidePx / settings.patch.sidePx;
  const checkpoint = state.pathOf(`${unit.replace(/[^\w.-]+/gu, '_')}.checkpoint`);
  const nameAll = async (parameters: ParameterSet, wanted: readonly number[]) => {
    const naming = await namingNetwork(described, parameters, sidePx, imageNetNormalization, threads);
    try {
      return await naming.name(wanted.map((cell) => cellPatch(pictures[cell], cells[cell].spanUm, size)), context.signal);
    } finally {
      await naming.release();
    }
  };
  const parameters = await trainNetwork({
    name: `${network.title}, ${unit}`, network: described, classCount: labels.length, sidePx, normalization: imageNetNormalization, count: learnt.length,
    batch: Math.min(batch, learnt.length), epochs, seed, threads, checkpoint, start, optimiser: adamW(), ratesOf: () => ({ learningRate }),
    recipe: createHash('sha256').update(JSON.stringify([unit, learnt.map((cell) => cells[cell].name), learningRate, batch, seed, threads])).digest('hex'),
    pictureOf: (i, epoch) => {
      const cell = learnt[i], [, { angle, shiftXPx, shiftYPx }] = placementsOf(cells[cell].name, 1, seed + 1 + epoch);
      return { truth: truths[cell], picture: cellPatch(pictures[cell], cells[cell].spanUm, size, { angle, shiftXPx: shiftXPx * shrunk, shiftYPx: shiftYPx * shrunk }) };
    },
    stopping: { patience, judge: async (now) => mScoreOf(chosen, stopBy, await nameAll(now, stopBy)) },
  }, context);
  const calls = await nameAll(parameters, named);
  // The training is let go when what it was for is kept: a full disk or a power cut in between costs no epoch.
  await state.put(unit, calls);
  await rm(checkpoint, { force: true });
  return calls;
}

/** The m-score of some cells' calls. */
export function mScoreOf({ labels, truths }: ChosenCells, cells: readonly number[], calls: readonly number[]): number {
  return figuresOfMatrix(labels, confusionOf(labels.length, cells.map((cell) => truths[cell]), calls)).mScore;
}
