import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import { nextTurn, type WorkSignal } from '#shared/jobs/workSignal.ts';
import type { NetworkEncoding } from '#shared/models/networkEncoding.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { FloatTensor, ModelRunner } from '#main/inference/modelRunner.ts';
import type { NetworkOutputs } from './networkOutputs.ts';
import { addSoftmax } from './networkOutputs.ts';
import { floatsOfView, writeView } from './views.ts';

/** Views a run, where the network leaves the number open: larger pictures than ours fill the cache sooner. */
const viewsPerRun = 16;

/**
 * Runs a network that was made elsewhere over crops, all of one size: pictures laid out and scaled as its card says, its answers
 * turned into probabilities of the laboratory's classes. What it gives several outputs for is added up.
 *
 * @param views 1, 4 or 8 turned and mirrored views, over which the probabilities are averaged
 * @returns `distances` are NaN: such a network tells none
 * @throws MyeloscopeError `model-invalid` where it does not answer as its card says; `cancelled`
 */
export async function encodedOutputs(
  runner: ModelRunner, crops: readonly RgbPicture[], classes: readonly ClassCode[], encoding: NetworkEncoding, views: number, signal?: WorkSignal,
): Promise<NetworkOutputs> {
  const total = crops.length * views, outputCount = encoding.outputs.length;
  const perRun = encoding.batch ?? viewsPerRun;
  const probabilities = crops.map(() => new Float32Array(classes.length));
  const places = encoding.outputs.map((code) => classes.indexOf(code));
  const sidePx = crops[0]?.widthPx ?? 1, size = floatsOfView(sidePx);
  const view = new Float32Array(size);
  for (let start = 0; start < total; start += perRun) {
    await nextTurn(signal);
    const count = Math.min(perRun, total - start);
    // A network with a batch of its own gets it whole; what stands beyond the last cell is nobody's.
    const batch = encoding.batch ?? count;
    const data = new Float32Array(batch * size);
    for (let i = 0; i < count; i++) {
      const crop = crops[Math.floor((start + i) / views)];
      if (crop.widthPx !== sidePx || crop.heightPx !== sidePx) throw new RangeError(`a crop must be ${sidePx} pixels square`);
      writeView(crop.rgb, (start + i) % views, view, 0, sidePx);
      encodeView(view, encoding, data, i * size);
    }
    const input: FloatTensor = { data, shape: encoding.layout === 'NCHW' ? [batch, 3, sidePx, sidePx] : [batch, sidePx, sidePx, 3] };
    const answers = (await runner.run({ [encoding.inputName]: input }))[encoding.outputName]?.data;
    if (answers?.length !== batch * outputCount) throw notAsTheCard(`does not give ${outputCount} answers for each cell in ${encoding.outputName}`);
    for (let i = 0; i < count; i++) {
      const shares = sharesOf(answers.subarray(i * outputCount, (i + 1) * outputCount), encoding.answer);
      const sum = probabilities[Math.floor((start + i) / views)];
      for (let o = 0; o < outputCount; o++) sum[places[o]] += shares[o] / views;
    }
  }
  return { probabilities, distances: new Float32Array(crops.length).fill(NaN) };
}

/** Planes R, G, B from 0 to 255, as the network takes them: (value × scale − mean) / deviation, in its order of channels and its layout. */
export function encodeView(view: Float32Array, { layout, channels, scale, mean, deviation }: NetworkEncoding, target: Float32Array, offset: number): void {
  const plane = view.length / 3;
  for (let channel = 0; channel < 3; channel++) {
    // Mean and deviation stand in the network's order of channels.
    const from = (channels === 'RGB' ? channel : 2 - channel) * plane;
    for (let i = 0; i < plane; i++) {
      target[offset + (layout === 'NCHW' ? channel * plane + i : 3 * i + channel)] = (view[from + i] * scale - mean[channel]) / deviation[channel];
    }
  }
}

/** Rounding apart, shares of all classes add to 1. */
const tolerance = 0.01;

function sharesOf(answer: Float32Array, kind: NetworkEncoding['answer']): Float32Array {
  const shares = new Float32Array(answer.length);
  if (!answer.every(Number.isFinite)) throw notAsTheCard('answers with what is no number');
  if (kind === 'logits') {
    addSoftmax(answer, 1, shares);
    return shares;
  }
  const sum = answer.reduce((total, share) => total + share, 0);
  if (Math.abs(sum - 1) > tolerance || answer.some((share) => share < -tolerance)) throw notAsTheCard('gives numbers that do not add to 1, so they are no probabilities');
  answer.forEach((share, i) => { shares[i] = Math.max(0, share); });
  return shares;
}

const notAsTheCard = (what: string) => new MyeloscopeError('model-invalid', `The classifier ${what}, as its card says it would.`, 'Correct the card (answer, outputs, scale), and import the model again.');
