// Models that were made elsewhere: taken in with a stranger's card, seen at their own scale, and refused in words where anything is wrong.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import { buildDifferentialDocument } from '#shared/reports/buildDifferentialDocument.ts';
import { exampleInput } from '#shared/reports/exampleDocument.ts';
import { cellPictureToInput } from '#main/analysis/classification/cellInput.ts';
import type { OnnxModel } from '#main/training/onnx/model.ts';
import { int } from '#main/training/graph/attributes.ts';
import { networkOutputs } from '#main/analysis/classification/networkOutputs.ts';
import { createRunner } from '#main/inference/createRunner.ts';
import { drawCellPicture } from '#main/synthetic/drawCellPicture.ts';
import { randomLook } from '#main/synthetic/stainLooks.ts';
import { loadCountModels } from '#main/service/countModels.ts';
import { importModel } from '#main/service/registry/importModel.ts';
import { modelsOfCase } from '#main/service/workstation/modelsOfCase.ts';
import { disguisedClassifier } from './disguisedModel.ts';
import type { StrangersNetwork } from './strangersModel.ts';
import { strangersCard, strangersMap, strangersNetwork, writeStrangersModel } from './strangersModel.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'import-'));
afterAll(() => { rmSync(directory, { recursive: true, force: true }); });
let at: string, libraryDirectory: string, made = 0;
beforeEach(() => { at = path.join(directory, String(made++)); libraryDirectory = path.join(at, 'library'); });
const own = () => (existsSync(path.join(libraryDirectory, 'models')) ? readdirSync(path.join(libraryDirectory, 'models')).sort() : []);
const take = (file: string, more: object = {}) => importModel({ file, libraryDirectory, map: strangersMap, ...more });

const shippedCard = (name: string) => JSON.parse(readFileSync(path.resolve(import.meta.dirname, `../../models/${name}.card.json`), 'utf8')) as object;

/** The shipped classifier's card, with another confusion matrix. */
const confused = (more: object) => ({ ...shippedCard('cells'), confusions: [{ specimen: 'marrow', trueCodes: ['NGS', 'LYT'], calledCodes: ['NGS', 'LYT', 'UNK'], rows: [[40, 2, 3], [1, 30, 2]], on: 'cells kept out', ...more }] });

/** A picture 40 µm wide, red in its middle 26 µm and blue around. */
function redWithBlueRim(widthPx: number): RgbPicture {
  const rgb = new Uint8Array(3 * widthPx * widthPx), rim = (widthPx * 7) / 40;
  for (let i = 0; i < widthPx * widthPx; i++) {
    const inside = [i % widthPx, Math.floor(i / widthPx)].every((place) => place >= rim && place < widthPx - rim);
    rgb.set(inside ? [200, 60, 60] : [60, 60, 200], 3 * i);
  }
  return { widthPx, heightPx: widthPx, rgb };
}

describe('a model that was made elsewhere', () => {
  it('is tried, mapped by hand, kept as it is, and names cells as it was made to see them', async () => {
    const file = writeStrangersModel(at);
    const { card, triedOn, notTrainable } = await take(file, { name: 'Dr X’s model' });
    expect(triedOn).toBe(3);
    expect(notTrainable).toBeUndefined();
    expect(card).toMatchObject({ name: 'dr-x-s-model', classes: ['EOS', 'NGS', 'LYT'], input: { widthPx: 48, widthUm: 30 }, calibration: { uncalibrated: true } });
    expect(card.sha256).toBe(createHash('sha256').update(readFileSync(file)).digest('hex'));
    expect(own()).toEqual(['dr-x-s-model.card.json', 'dr-x-s-model.onnx']);
    expect(card.doubts.join(' ')).toContain('lymphs as LYT');
    // Its card tells all of the colours but the deviation.
    expect(card.doubts.filter((doubt) => doubt.includes('assumed') || doubt.includes('was taken to'))).toEqual([expect.stringContaining('deviation')]);
    expect(card.doubts.join(' ')).toMatch(/it named [0-3] of 3 drawn cells rightly/);

    const models = await loadCountModels({ provider: 'cpu', libraryDirectory, classifier: 'dr-x-s-model' });
    expect(models.classifierVersion).toMatch(/^dr-x-s-model@1:[0-9a-f]{64}:uncalibrated$/);
    const { classifier } = models;
    expect(classifier.input).toEqual({ sidePx: 48, widthUm: 30 });
    const crop = cellPictureToInput(redWithBlueRim(160), 40, classifier.input);
    expect([crop.widthPx, crop.heightPx]).toEqual([48, 48]);
    const [call] = await classifier.classify([crop]);
    // By hand: 30 µm hold the middle and a rim of 2 µm, so a share s of the view is red, and red less blue is the mean of ±140 / 127.5.
    const s = (26 / 30) ** 2, redness = (140 / 127.5) * (2 * s - 1);
    const logits = [18 * redness, 0.5, -18 * redness], sum = logits.reduce((total, logit) => total + Math.exp(logit), 0);
    expect(call.forcedCode).toBe('EOS');
    [...call.probabilities].forEach((share, i) => { expect(share).toBeCloseTo(Math.exp(logits[i]) / sum, 2); });
    expect(call.familiarity).toBe(1);
    await models.release();
  });

  it('may give several answers for one class, take one picture at a time, and answer in probabilities', async () => {
    const file = writeStrangersModel(at, { batch: 1, layout: 'NCHW', answer: 'probabilities' }, { ...strangersCard, input: { micrometresPerPixel: 0.5 } });
    const { card } = await take(file, { map: { 'seg. neutrophil': 'NGS', lymphs: 'NGS' } });
    expect(card).toMatchObject({ classes: ['EOS', 'NGS'], input: { widthUm: 24 }, encoding: { batch: 1, layout: 'NCHW', channels: 'RGB', answer: 'probabilities' } });
    const models = await loadCountModels({ provider: 'cpu', libraryDirectory, classifier: card.name });
    const crops = [60, 80, 100].map((widthPx) => cellPictureToInput(redWithBlueRim(widthPx), 40, models.classifier.input));
    const calls = await models.classifier.classify(crops);
    expect(calls.map(({ probabilities }) => Math.round(100 * (probabilities[0] + probabilities[1])))).toEqual([100, 100, 100]);
    await models.release();
  });

  it('names cells as the shipped classifier does where it is that, disguised: channels last, blue first, normalised', async () => {
    const { onnx, card, original } = disguisedClassifier();
    const { card: kept } = await take(writeStrangersModel(at, onnx, { ...card, views: 4 }), { name: 'disguised', map: Object.fromEntries(original.classes.map((code) => [`class ${code}`, code])) });
    const crops = original.classes.map((code, i) => drawCellPicture({ code, look: randomLook(i), seed: 40 + i, widthPx: 96, widthUm: 22 }));
    const shipped = await createRunner(path.resolve(import.meta.dirname, '../../models/cells.onnx')), { probabilities } = await networkOutputs(shipped, crops, original.classes.length, 4);
    await shipped.release();
    const models = await loadCountModels({ provider: 'cpu', libraryDirectory, classifier: 'disguised' }), calls = await models.classifier.classify(crops);
    await models.release();
    expect(kept.calibration.views).toBe(4);
    expect(models.classes).toEqual(original.classes);
    calls.forEach((call, i) => { call.probabilities.forEach((share, place) => { expect(share).toBeCloseTo(probabilities[i][place], 4); }); });
    expect(calls.filter(({ code }, i) => code === original.classes[i]).length).toBeGreaterThan(12);
  });

  it('reads a class as the person says, else as its card says, though its name be one of our codes', async () => {
    const classes = ['BAS', 'seg. neutrophil', 'lymphs'], card = { ...strangersCard, classes, map: { BAS: 'EBB' } };
    const file = writeStrangersModel(at, undefined, card);
    expect((await take(file, { name: 'as-its-card' })).card.encoding!.outputs).toEqual(['EBB', 'NGS', 'LYT']);
    rmSync(libraryDirectory, { recursive: true });
    expect((await take(file, { name: 'as-said', map: { ...strangersMap, BAS: 'BAS' } })).card.encoding!.outputs).toEqual(['BAS', 'NGS', 'LYT']);
  });

  it('says which operator keeps it from being trained further, and counts all the same', async () => {
    const { notTrainable, card } = await take(writeStrangersModel(at, { operator: 'Elu' }));
    expect(notTrainable).toContain('The operator Elu');
    expect(card.doubts.at(-1)).toContain('Elu');
  });

  it('can be trained where it was exported for one picture, with its shapes as nodes, and says so where it can\'t', async () => {
    const one = (change: (graph: OnnxModel['graph']) => Partial<OnnxModel['graph']>) => strangersNetwork({ batch: 1, change: (model) => ({ ...model, graph: { ...model.graph, ...change(model.graph) } }) });
    const reshaped = one(({ nodes }) => ({ nodes: nodes.flatMap((node) => (node.operator === 'Flatten' ? [
      { operator: 'Constant', domain: '', name: 'shape', inputs: [], outputs: ['shape'], attributes: { value: { kind: 'tensor' as const, value: { name: '', elementType: 'int64' as const, shape: [2], values: [1, -1] } } } },
      { ...node, operator: 'Reshape', inputs: [...node.inputs, 'shape'], attributes: {} }] : [node])) }));
    expect((await take(writeStrangersModel(at, reshaped), { name: 'reshaped' })).notTrainable).toBeUndefined();
    const joined = one(({ nodes, constants }) => ({
      constants: [...constants.map((tensor) => (tensor.name === 'weights' ? { ...tensor, shape: [3, 5], values: Float32Array.from({ length: 15 }, (_, i) => i % 4) } : tensor)), { name: 'more', elementType: 'float32' as const, shape: [1, 1], values: Float32Array.of(1) }],
      nodes: nodes.flatMap((node) => (node.operator === 'Flatten' ? [{ ...node, outputs: ['flat'] }, { operator: 'Concat', domain: '', name: 'join', inputs: ['flat', 'more'], outputs: ['features'], attributes: { axis: int(1) } }] : [node])),
    }));
    expect((await take(writeStrangersModel(at, joined), { name: 'joined' })).notTrainable).toContain('does not take several pictures at once');
  });

  it('of many classes with long names keeps no report from being made', async () => {
    const classes = Array.from({ length: 60 }, (_, i) => `${'a kind of cell '.repeat(12)}${String(i)}`), map = Object.fromEntries(classes.map((name, i) => [name, i % 2 === 0 ? 'NGS' : 'LYT']));
    const network = strangersNetwork({ change: (model) => ({ ...model, graph: {
      ...model.graph, outputs: model.graph.outputs.map((output) => ({ ...output, shape: ['batch', 60] })),
      constants: model.graph.constants.map((tensor) => (tensor.name === 'weights' ? { ...tensor, shape: [60, 4], values: Float32Array.from({ length: 240 }, (_, i) => i % 7) } : tensor.name === 'offsets' ? { ...tensor, shape: [60], values: new Float32Array(60) } : tensor)),
    } }) });
    const { card } = await take(writeStrangersModel(at, network, { ...strangersCard, classes }), { map });
    const said = card.doubts.find((doubt) => doubt.startsWith('Its own classes'))!;
    expect(said).toContain(`${classes[19]} as LYT and 40 more.`);
    expect(said).not.toContain(classes[20]);
    const notesWith = (doubts: readonly string[]) => buildDifferentialDocument({ ...exampleInput, notes: modelsOfCase({ kind: 'marrow', models: [card] }, [{ ...card, doubts: [...doubts] }]).notes }).notes;
    expect(notesWith(card.doubts)).toHaveLength(card.doubts.length);
    // As a card that told of all its names had it.
    const [short, long] = notesWith(['It knows little.', classes.join(', ')]);
    expect(short).toBe(`${card.name}: It knows little.`);
    expect(long.startsWith(`${card.name}: ${classes[0]}, `)).toBe(true);
    expect(long).toMatch(/ … \(the whole stands on the card of this model\)$/);
    expect(long.length).toBeLessThan(1200);
  });

  it('may give a label beside its scores', async () => {
    const labelled = strangersNetwork({ change: (model) => ({ ...model, graph: {
      ...model.graph, outputs: [{ name: 'label', elementType: 'int64', shape: ['batch', 1] }, ...model.graph.outputs],
      nodes: [...model.graph.nodes, { operator: 'ArgMax', domain: '', name: 'named', inputs: ['scores'], outputs: ['label'], attributes: { axis: int(1) } }],
    } }) });
    const { card, notTrainable } = await take(writeStrangersModel(at, labelled, { ...strangersCard, output: { name: 'scores' } }));
    expect(card.encoding!.outputName).toBe('scores');
    expect(notTrainable).toBeUndefined();
  });

  it('comes back from an export as it was', async () => {
    const file = path.join(at, 'cells.onnx'), shipped = path.resolve(import.meta.dirname, '../../models');
    mkdirSync(at, { recursive: true });
    // Another file than the installed one, with a card in our own form.
    const bytes = Buffer.concat([readFileSync(path.join(shipped, 'cells.onnx')), Buffer.from([0x12, 0x01, 0x78])]);
    writeFileSync(file, bytes);
    const card = { ...shippedCard('cells'), sha256: createHash('sha256').update(bytes).digest('hex') };
    writeFileSync(path.join(at, 'cells.card.json'), JSON.stringify(card));
    const { card: kept } = await importModel({ file, libraryDirectory, name: 'theirs' });
    expect(kept).toMatchObject({ ...card, name: 'theirs', file: 'theirs.onnx', doubts: expect.any(Array) as string[] });
    expect(kept.doubts[0]).toContain('measured elsewhere');
    await expect(importModel({ file, libraryDirectory, name: 'again' })).rejects.toThrow('installed already, as theirs');
  });
});

describe('what is refused, with nothing left behind', () => {
  const refused = async (file: string, words: RegExp, more: object = {}) => {
    await expect(take(file, more)).rejects.toMatchObject({ message: expect.stringMatching(words) as string });
    expect(own()).toEqual([]);
  };
  const changed = (change: (graph: OnnxModel['graph']) => Partial<OnnxModel['graph']>) => strangersNetwork({ change: (model) => ({ ...model, graph: { ...model.graph, ...change(model.graph) } }) });

  it.each<[string, () => Uint8Array, RegExp]>([
    ['no ONNX file', () => Buffer.from('This is no network, but a letter.'), /not an ONNX model|no network/],
    ['an empty file', () => new Uint8Array(), /no network/],
    ['a circle', () => changed(({ nodes }) => ({ nodes: nodes.map((node) => (node.operator === 'Conv' ? { ...node, inputs: ['active', 'kernel', 'bias'] } : node)) })), /runs in a circle \(at the operator/],
    ['an operator that works on nothing', () => changed(({ nodes }) => ({ nodes: nodes.filter(({ operator }) => operator !== 'Conv') })), /works on colours, which nothing computes/],
    ['one thing computed twice', () => changed(({ nodes }) => ({ nodes: [...nodes, nodes[2]] })), /computes active twice/],
    ['an operator of another program', () => changed(({ nodes }) => ({ nodes: nodes.map((node) => (node.operator === 'Relu' ? { ...node, operator: 'Shell', domain: 'evil' } : node)) })), /operator Shell of "evil"/],
    ['weights that are no numbers', () => changed(({ constants }) => ({ constants: constants.map((tensor) => (tensor.name === 'weights' ? { ...tensor, values: Float32Array.from(tensor.values, () => NaN) } : tensor)) })), /no numbers \(weights\)/],
    ['weights of another size than they say', () => changed(({ constants }) => ({ constants: constants.map((tensor) => (tensor.name === 'weights' ? { ...tensor, shape: [300, 4] } : tensor)) })), /bytes for the weights weights/],
    ['weights beyond all memory', () => changed(({ constants }) => ({ constants: constants.map((tensor) => (tensor.name === 'weights' ? { ...tensor, shape: [2 ** 40, 4], values: [] } : tensor)) })), /impossible shape/],
    ['another kind of input', () => changed(({ inputs }) => ({ inputs: inputs.map((input) => ({ ...input, elementType: 'int64' as const })) })), /32-bit floats/],
    ['two inputs', () => changed(({ inputs }) => ({ inputs: [...inputs, { ...inputs[0], name: 'second' }] })), /more than a picture: image, second/],
    ['another number of answers', () => changed(({ outputs }) => ({ outputs: outputs.map((output) => ({ ...output, shape: ['batch', 5] })) })), /gives 5 answers, but its card names 3/],
    ['a network that the runtime refuses', () => changed(({ nodes }) => ({ nodes: nodes.map((node) => (node.operator === 'Relu' ? { ...node, operator: 'Reluu' } : node)) })), /not a usable ONNX file/],
    ['memory without end when it runs', () => changed(({ nodes, constants }) => ({
      constants: [...constants, { name: 'huge', elementType: 'int64' as const, shape: [2], values: [40_000, 40_000] }, { name: 'axes', elementType: 'int64' as const, shape: [2], values: [0, 1] }],
      nodes: [...nodes.map((node) => (node.operator === 'Gemm' ? { ...node, outputs: ['raw'] } : node)),
        { operator: 'ConstantOfShape', domain: '', name: 'fill', inputs: ['huge'], outputs: ['filled'], attributes: {} },
        { operator: 'Exp', domain: '', name: 'grow', inputs: ['filled'], outputs: ['grown'], attributes: {} },
        { operator: 'ReduceSum', domain: '', name: 'sum', inputs: ['grown', 'axes'], outputs: ['zero'], attributes: { keepdims: int(0) } },
        { operator: 'Add', domain: '', name: 'join', inputs: ['raw', 'zero'], outputs: ['scores'], attributes: {} }],
    })), /memory|can't be run|not a usable/],
    ['answers that are no numbers', () => changed(({ nodes }) => ({
      // The logarithm of a number below 0.
      nodes: [...nodes.map((node) => (node.operator === 'Gemm' ? { ...node, outputs: ['raw'] } : node)),
        { operator: 'Exp', domain: '', name: 'above', inputs: ['raw'], outputs: ['positive'], attributes: {} },
        { operator: 'Neg', domain: '', name: 'below', inputs: ['positive'], outputs: ['negative'], attributes: {} },
        { operator: 'Log', domain: '', name: 'log', inputs: ['negative'], outputs: ['scores'], attributes: {} }],
    })), /no number/],
    ['normalisation by the batch that a cell is in', () => changed(({ nodes, constants }) => ({
      constants: [...constants, { name: 'ones', elementType: 'float32' as const, shape: [4], values: Float32Array.of(1, 1, 1, 1) }, { name: 'zeros', elementType: 'float32' as const, shape: [4], values: new Float32Array(4) }],
      nodes: nodes.flatMap((node) => (node.operator === 'Flatten' ? [{ ...node, outputs: ['flat'] }, { operator: 'BatchNormalization', domain: '', name: 'norm', inputs: ['flat', 'ones', 'zeros', 'zeros', 'ones'], outputs: ['features', 'means', 'variances'], attributes: { training_mode: int(1) } }] : [node])),
    })), /otherwise to the same drawn cell when others stand beside it/],
    ['answers that are shared out over the batch', () => changed(({ nodes }) => ({ nodes: nodes.flatMap((node) => (node.operator === 'Gemm' ? [{ ...node, outputs: ['raw'] }, { operator: 'LogSoftmax', domain: '', name: 'shared', inputs: ['raw'], outputs: ['scores'], attributes: { axis: int(0) } }] : [node])) })), /otherwise .* when others stand beside it/],
    ['answers by chance', () => changed(({ nodes }) => ({ nodes: nodes.flatMap((node) => (node.operator === 'Gemm' ? [{ ...node, outputs: ['raw'] },
      { operator: 'RandomNormalLike', domain: '', name: 'dice', inputs: ['raw'], outputs: ['chance'], attributes: {} }, { operator: 'Add', domain: '', name: 'thrown', inputs: ['raw', 'chance'], outputs: ['scores'], attributes: {} }] : [node])) })), /otherwise to the same drawn cell each time/],
    ['a batch of more pictures than are possible', () => strangersNetwork({ batch: 300 }), /takes 300 pictures at once: 256 at most/],
    ['a batch beyond all memory', () => strangersNetwork({ batch: 2_000_000_000 }), /takes 2000000000 pictures at once/],
    ['a batch of too many pixels', () => strangersNetwork({ batch: 17, sidePx: 1024 }), /17 pictures of 1024 × 1024 pixels at once.*: 16 of this size are possible/],
    ['an input with a name beyond all measure', () => changed(({ inputs, nodes }) => ({ inputs: inputs.map((input) => ({ ...input, name: 'x'.repeat(301) })), nodes: nodes.map((node) => ({ ...node, inputs: node.inputs.map((name) => (name === 'image' ? 'x'.repeat(301) : name)) })) })), /an input with a name of 301 characters/],
  ])('%s', async (_, network, words) => { await refused(writeStrangersModel(at, network()), words); });

  it('a file that is cut short', async () => {
    const file = writeStrangersModel(at);
    truncateSync(file, 200);
    await refused(file, /cut short|works on|no network|bytes for/);
  });

  it('weights in a file beside the model', async () => {
    const bytes = Buffer.from(strangersNetwork()), name = bytes.indexOf(Buffer.from('offsets', 'latin1'), bytes.indexOf(Buffer.from('weights')));
    expect(name).toBeGreaterThan(0);
    // A tensor whose data location is "external" and whose place is a path out of the folder.
    const entry = (key: string, value: string) => field(13, Buffer.concat([field(1, Buffer.from(key)), field(2, Buffer.from(value))]));
    const tensor = Buffer.concat([Buffer.from([0x08, 0x03, 0x10, 0x01]), field(8, Buffer.from('stolen')), entry('location', '../../../../etc/passwd'), Buffer.from([0x70, 0x01])]);
    await refused(writeStrangersModel(at, Buffer.concat([bytes, field(7, field(5, tensor))])), /file beside it/);
  });

  it('a file that is too large', async () => {
    const file = writeStrangersModel(at);
    truncateSync(file, 600 * 2 ** 20);
    await refused(file, /too large/);
  });

  it.each<[string, object, RegExp, StrangersNetwork?]>([
    ['another file\'s hash', { ...strangersCard, sha256: 'a'.repeat(64) }, /card is of another file/],
    ['a field that is none', { ...strangersCard, meen: [1, 2, 3] }, /not valid at "meen"/],
    ['no scale', { ...strangersCard, input: {} }, /either widthUm or micrometresPerPixel/],
    ['an impossible scale', { ...strangersCard, input: { micrometresPerPixel: 0.01 } }, /0.5 µm, which is not the picture of one cell/],
    ['another size', { ...strangersCard, input: { ...strangersCard.input, sidePx: 96 } }, /takes pictures of 48 pixels, but its card says 96/],
    ['an output that is none', { ...strangersCard, output: { name: 'other' } }, /no output called other; it has scores/],
    ['probabilities that are none', { ...strangersCard, output: { kind: 'probabilities' } }, /do not add to 1/],
    ['logits that are probabilities', { ...strangersCard, output: { kind: 'logits' } }, /add to 1: they are probabilities/, { answer: 'probabilities' }],
    ['a confusion matrix of another size', confused({ rows: [[40, 2, 3]] }), /not valid at "confusions\.0": a row of each true class/],
    ['a confusion matrix with a short row', confused({ rows: [[40, 2, 3], [1, 30]] }), /not valid at "confusions\.0": a row of each true class/],
    ['a class twice in its confusion matrix', confused({ trueCodes: ['NGS', 'NGS'] }), /not valid at "confusions\.0": no class twice/],
    ['words that no report has room for', confused({ on: 'x'.repeat(4001) }), /not valid at "confusions\.0\.on": at most 4,000 characters/],
    ['a version that no report has room for', { ...shippedCard('cells'), version: '1'.repeat(4001) }, /not valid at "version": at most 4,000 characters/],
    ['a batch of too many pixels', { ...shippedCard('cells'), input: { widthPx: 1024, heightPx: 1024, widthUm: 22 }, encoding: { inputName: 'image', outputName: 'scores', layout: 'NHWC', channels: 'BGR', scale: 1, mean: [0, 0, 0], deviation: [1, 1, 1], answer: 'logits', batch: 256, outputs: ['LYT', 'NGS'], names: [] } }, /a batch of fewer pixels/],
    ['the kind of a detector', shippedCard('detector'), /only classifiers/],
    ['a class of one laboratory\'s own', { ...shippedCard('cells'), classes: ['NGS', 'OW1'] }, /not valid at "classes\.1": "OW1" is no class that a model can name/],
    ['an answer for a class of one laboratory\'s own', { ...shippedCard('cells'), encoding: { inputName: 'image', outputName: 'scores', layout: 'NHWC', channels: 'BGR', scale: 1, mean: [0, 0, 0], deviation: [1, 1, 1], answer: 'logits', outputs: ['OW1', 'NGS'], names: [] } }, /not valid at "encoding\.outputs\.0": "OW1" is no class that a model can name/],
  ])('a card with %s', async (_, card, words, network) => { await refused(writeStrangersModel(at, network, card), words); });

  it('classes that have none here, with a suggestion', async () => {
    const file = writeStrangersModel(at);
    await expect(take(file, { map: {} })).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining('seg. neutrophil, lymphs') as string, remedy: expect.stringContaining('seg. neutrophil=NGS,lymphs=LYT') as string });
    await refused(file, /"XYZ" \(for lymphs\) is no class/, { map: { ...strangersMap, lymphs: 'XYZ' } });
    await refused(file, /has no class "lymphocytes"/, { map: { ...strangersMap, lymphocytes: 'LYT' } });
    await refused(file, /All classes of the model would become EOS/, { map: { 'seg. neutrophil': 'EOS', lymphs: 'EOS' } });
  });

  it('a name that is taken', async () => { await refused(writeStrangersModel(at), /called cells already/, { name: 'cells' }); });

  it('a disk that is full: what is installed stays, and nothing half-written', async ({ skip }) => {
    const disk = path.join(at, 'small');
    mkdirSync(disk, { recursive: true });
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=400k', 'tmpfs', disk]).status !== 0) return skip('only root may mount a small disk');
    try {
      libraryDirectory = path.join(disk, 'library');
      const { card } = await take(writeStrangersModel(at));
      const before = own();
      // Another file, too large for what is left of the disk.
      const large = strangersNetwork({ change: (model) => ({ ...model, metadata: { padding: 'x'.repeat(500_000) } }) });
      await expect(take(writeStrangersModel(path.join(at, 'large'), large), { name: 'large' })).rejects.toMatchObject({ code: 'disk-full', message: expect.stringContaining(disk) as string });
      expect(own()).toEqual(before);
      expect((await loadCountModels({ provider: 'cpu', libraryDirectory, classifier: card.name }).then(async (models) => { await models.release(); return models.cards; })).map(({ name }) => name)).toEqual(['detector', 'stranger']);
    } finally {
      execFileSync('umount', [disk]);
    }
  });

  it('a file that is not there, and one without a card', async () => {
    await refused(path.join(at, 'nothing.onnx'), /nothing\.onnx is not there/);
    rmSync(path.join(path.dirname(writeStrangersModel(at)), 'stranger.card.json'));
    await refused(path.join(at, 'stranger.onnx'), /no card for/);
  });
});

function field(number: number, content: Uint8Array): Buffer {
  const head: number[] = [];
  for (let value = number * 8 + 2; ; value = Math.floor(value / 128)) { head.push(value > 127 ? (value % 128) + 128 : value); if (value <= 127) break; }
  for (let value = content.length; ; value = Math.floor(value / 128)) { head.push(value > 127 ? (value % 128) + 128 : value); if (value <= 127) break; }
  return Buffer.concat([Buffer.from(head), content]);
}
