import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { ClassifierCard } from '#shared/models/modelCard.ts';
import type { NetworkEncoding } from '#shared/models/networkEncoding.ts';
import { largestBatch, longestTensorName, mostPixelsInBatch } from '#shared/models/networkEncoding.ts';
import type { PlainCard } from '#shared/models/plainCard.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import type { OnnxFile, OnnxPort } from '#main/training/onnx/checkOnnxFile.ts';

/** How a network takes pictures, out of its file and what its maker wrote. */
export interface FoundEncoding { readonly input: ClassifierCard['input']; readonly encoding: NetworkEncoding; /** What neither says and was therefore assumed, a sentence each: a network that is fed otherwise than it learnt names cells wrongly, and says nothing. */ readonly assumed: readonly string[] }

/**
 * Puts together what a file tells of itself and what its card says. Where both say something they must agree.
 *
 * @param outputs the laboratory's class of each output
 * @throws MyeloscopeError `model-invalid` where they do not fit together
 */
export function encodingOf(file: OnnxFile, card: PlainCard, outputs: readonly ClassCode[]): FoundEncoding {
  const input = inputOf(file, card), output = outputOf(file, card);
  const layout = card.input.layout ?? (input.shape?.[3] === 3 && input.shape[1] !== 3 ? 'NHWC' : 'NCHW');
  const [batch, ...sides] = input.shape ?? [undefined, undefined, undefined, undefined];
  const [channels, height, width] = layout === 'NCHW' ? sides : [sides[2], sides[0], sides[1]];
  if (channels !== undefined && channels !== 3) throw unfit(`takes pictures of ${channels} channels, not three`, layout === 'NCHW' ? 'If channels stand last, write "layout": "NHWC" in the card.' : undefined);
  if (height !== undefined && width !== undefined && height !== width) throw unfit(`takes pictures of ${width} × ${height} pixels, which are no squares`);
  const sidePx = height ?? width ?? card.input.sidePx;
  if (sidePx === undefined) throw unfit('leaves the size of its pictures open, and so does its card', 'Write "sidePx" into the card.');
  if (card.input.sidePx !== undefined && card.input.sidePx !== sidePx) throw unfit(`takes pictures of ${sidePx} pixels, but its card says ${card.input.sidePx}`);
  if (sidePx < 16 || sidePx > 1024) throw unfit(`takes pictures of ${sidePx} pixels: 16 to 1024 are possible here`);
  if (batch !== undefined && batch > largestBatch) throw unfit(`takes ${batch} pictures at once: ${largestBatch} at most are possible here`, openBatch);
  if (batch !== undefined && batch * sidePx ** 2 > mostPixelsInBatch) throw unfit(`takes ${batch} pictures of ${sidePx} × ${sidePx} pixels at once, which is more than fits into memory here: ${Math.floor(mostPixelsInBatch / sidePx ** 2)} of this size are possible`, openBatch);
  const widthUm = card.input.widthUm ?? card.input.micrometresPerPixel! * sidePx;
  if (widthUm < 5 || widthUm > 100) throw unfit(`would see ${widthUm.toFixed(1)} µm, which is not the picture of one cell`, 'Correct micrometresPerPixel in the card.');
  const answers = output.shape?.slice(1).reduce<number | undefined>((product, side) => (product === undefined || side === undefined ? undefined : product * side), 1);
  if (answers !== undefined && answers !== card.classes.length) throw unfit(`gives ${answers} answers, but its card names ${card.classes.length} classes`);
  return {
    assumed: assumedOf(card),
    input: { widthPx: sidePx, heightPx: sidePx, widthUm },
    encoding: {
      inputName: input.name, outputName: output.name, layout, channels: card.input.channels ?? 'RGB', scale: card.input.scale ?? 1 / 255,
      mean: card.input.mean ?? [0, 0, 0], deviation: card.input.std ?? [1, 1, 1],
      answer: card.output?.kind ?? (output.operator === 'Softmax' ? 'probabilities' : 'logits'),
      ...(batch !== undefined && { batch }), outputs: [...outputs], names: [...card.classes],
    },
  };
}

function assumedOf({ input: { channels, scale, mean, std } }: PlainCard): string[] {
  return [
    ...(channels === undefined ? ['Its card does not say in which order it takes colours: red, green, blue was assumed.'] : []),
    ...(scale === undefined ? ['Its card does not say how it scales colours: 0 to 255 was taken to become 0 to 1.'] : []),
    ...(mean === undefined ? ['Its card does not say which mean it takes away from colours: none was assumed.'] : []),
    ...(std === undefined ? ['Its card does not say by which deviation it divides colours: by none was assumed.'] : []),
  ];
}

function inputOf({ inputs }: OnnxFile, { input: { name } }: PlainCard): OnnxPort {
  const found = name === undefined ? inputs[0] : inputs.find((input) => input.name === name);
  if (!found) throw unfit(name === undefined ? 'takes no input' : `has no input called ${name}; it has ${inputs.map((input) => input.name).join(', ')}`);
  if (inputs.length > 1) throw unfit(`wants more than a picture: ${inputs.map((input) => input.name).join(', ')}`);
  mustBeNamed('input', found);
  if (!found.isFloat32 || (found.shape && found.shape.length !== 4)) throw unfit(`does not take pictures as 32-bit floats [batch, channels, rows, columns] (input ${found.name})`, 'Export it with such an input.');
  return found;
}

function outputOf({ outputs }: OnnxFile, { output: said }: PlainCard): OnnxFile['outputs'][number] {
  const found = said?.name === undefined ? outputs[0] : outputs.find(({ name }) => name === said.name);
  if (!found) throw unfit(said?.name === undefined ? 'gives no output' : `has no output called ${said.name}; it has ${outputs.map(({ name }) => name).join(', ')}`);
  if (outputs.length > 1 && said?.name === undefined) throw unfit(`gives several outputs: ${outputs.map(({ name }) => name).join(', ')}`, 'Write into the card which of them names the class: "output": {"name": …}.');
  mustBeNamed('output', found);
  if (!found.isFloat32) throw unfit(`does not answer in 32-bit floats (output ${found.name})`, 'Export it with such an output.');
  return found;
}

function mustBeNamed(what: string, { name }: OnnxPort): void {
  if (name === '' || name.length > longestTensorName) throw unfit(`has an ${what} with a name of ${name.length} characters: 1 to ${longestTensorName} are possible here`, 'Export it with another name.');
}

const openBatch = 'Export it with any number of pictures at once (a free first side), or with few.';
const unfit = (what: string, remedy = 'Correct the card, or ask whoever made the model. Nothing was imported.') => new MyeloscopeError('model-invalid', `The model ${what}.`, remedy);
