import { buildableNames } from '#shared/models/buildableNames.ts';
import { isProductClass } from '#shared/taxonomy/cellClasses.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { UsageError } from '../arguments/usageError.ts';
import type { Command } from '../command.ts';
import { printJson } from '../command.ts';
import { byOption } from './byOption.ts';

/** `models build`: a published network for the laboratory's own classes, that has learnt nothing yet. */
export const modelsBuildCommand: Command = {
  form: {
    words: ['models', 'build'], summary: 'Makes a network of the published kinds as a model of the library: untrained, or with weights from elsewhere. It is to be trained before it can be promoted.',
    options: [
      { name: '--network', value: 'resnet18|resnet152|vgg', meaning: 'ResNet-18, ResNet-152, or the VGG-like network of Choi 2017', required: true },
      { name: '--classes', value: 'A,B,...', meaning: 'the codes of the classes that it shall name', required: true },
      { name: '--name', value: 'N', meaning: 'what it shall be called: lower-case letters, figures and hyphens', required: true },
      { name: '--weights', value: 'FILE.onnx', meaning: 'the same network pre-trained elsewhere: all but its fully connected layers is taken over (without it: random, by He et al. 2015)' },
      { name: '--seed', value: 'N', meaning: 'of the random weights (default 1)' },
      { name: '--side-px', value: 'N', meaning: 'side of the pictures that it sees, a multiple of 32 (default 96)' },
      { name: '--span-um', value: 'X', meaning: 'how wide these pictures are, in micrometres (default 22)' },
      byOption, { name: '--library', value: 'DIR', meaning: 'the library that the model belongs to (default: the user\'s)' }, { name: '--json', meaning: 'writes JSON' },
    ],
    notes: ['Train it with `train fine-tune DIR --base N --part all`, with more steps and a higher rate than a network that knows cells already needs.'],
  },
  async run(given, session) {
    const { buildModel } = await import('#main/service/registry/buildModel.ts');
    const { defaultLibraryDirectory } = await import('#main/service/places.ts');
    const network = given.choice('--network', buildableNames);
    if (network === undefined) throw new UsageError('--network is one of resnet18, resnet152 and vgg.');
    const card = await buildModel({
      network, classes: classesFrom(given.required('--classes')), name: given.required('--name'), weights: given.text('--weights'), seed: given.wholeNumber('--seed', 0, 2 ** 31 - 1),
      sidePx: given.wholeNumber('--side-px', 32, 1024), widthUm: given.number('--span-um', 5, 100), libraryDirectory: given.text('--library') ?? defaultLibraryDirectory(), by: given.text('--by'),
    }, session.context);
    if (given.has('--json')) printJson(session, card);
    else {
      session.print([
        `${card.name} is kept: ${card.summary} It sees ${card.input.widthUm.toFixed(1)} µm of the glass in ${card.input.widthPx} pixels and shall name ${card.classes.join(', ')}.`,
        ...card.doubts.map((doubt) => `To doubt: ${doubt}`), `Train it: train fine-tune DIR --span-um X --base ${card.name} --part all --name NEW`, '',
      ].join('\n'));
    }
    return undefined;
  },
};

function classesFrom(text: string): ClassCode[] {
  const codes = text.split(',').map((code) => code.trim().toUpperCase());
  const wrong = codes.find((code) => !isProductClass(code) || code === 'UNK');
  if (wrong !== undefined || codes.length < 2 || new Set(codes).size !== codes.length) throw new UsageError(`--classes is at least two different classes, such as NGS,LYT,MON, not "${text}".`);
  return codes as ClassCode[];
}
