import type { Command } from '../command.ts';
import { printJson } from '../command.ts';
import { describeModelCard } from './describeModelCard.ts';
import { exitCodeOf } from '../exitCodes.ts';

const models = { name: '--models', value: 'DIR', meaning: 'folder of the models (default: those shipped)' } as const;
const json = { name: '--json', meaning: 'writes JSON' } as const;

export const modelsListCommand: Command = {
  form: { words: ['models', 'list'], summary: 'Lists the models that are installed.', options: [models, json] },
  async run(given, session) {
    const { listModels } = await import('#main/service/installedModels.ts');
    const cards = await listModels(given.text('--models'));
    if (given.has('--json')) printJson(session, cards.map(({ name, version, kind, sha256, summary }) => ({ name, version, kind, sha256, summary })));
    else session.print(cards.map(({ name, version, kind, summary }) => `${name} ${version} (${kind}): ${summary}\n`).join('') || 'No model is installed.\n');
    return undefined;
  },
};

export const modelsShowCommand: Command = {
  form: {
    words: ['models', 'show'], summary: 'Shows the card of a model: what it knows, how it was made, what was measured, what to doubt.',
    operands: { name: 'NAME', meaning: 'as `models list` gives it', least: 1, most: 1 }, options: [models, json],
  },
  async run(given, session) {
    const { showModel } = await import('#main/service/installedModels.ts');
    const card = await showModel(given.operands[0], given.text('--models'));
    if (given.has('--json')) printJson(session, card);
    else session.print(describeModelCard(card));
    return undefined;
  },
};

export const modelsVerifyCommand: Command = {
  form: { words: ['models', 'verify'], summary: 'Checks that every model is what its card says, and that it loads.', options: [models, json] },
  async run(given, session) {
    const { verifyModels } = await import('#main/service/installedModels.ts');
    const checks = await verifyModels(given.text('--models'));
    if (given.has('--json')) printJson(session, checks.map((check) => ({ ...check, good: check.problem === undefined })));
    else session.print(checks.map(({ name, version, problem }) => `${name} ${version}: ${problem ?? 'good'}\n`).join(''));
    return checks.some(({ problem }) => problem !== undefined) ? exitCodeOf('model-invalid') : undefined;
  },
};

export const modelsTrainCommand: Command = {
  form: {
    words: ['models', 'train'], summary: 'Makes the shipped models again from real pictures and drawn ones. It can be stopped, and goes on when given again.',
    options: [
      { name: '--data', value: 'DIR', meaning: 'the real pictures: marrow-cells, marrow-fields, blood-cells, blood-fields', required: true },
      { name: '--out', value: 'DIR', meaning: 'folder for models, cards and checkpoints (default build/models)' },
      { name: '--only', value: 'detector|classifier', meaning: 'makes one of them' },
      { name: '--seed', value: 'N', meaning: 'of everything random (default: that of the shipped models)' },
      { name: '--threads', value: 'N', meaning: 'threads to compute with (default: all); the result is bitwise the same for the same number on one machine' },
    ],
  },
  async run(given, session) {
    const { makeModels } = await import('#main/service/installedModels.ts');
    const cards = await makeModels({
      dataDirectory: given.required('--data'), outDirectory: given.text('--out') ?? 'build/models', only: given.choice('--only', ['detector', 'classifier']),
      seed: given.wholeNumber('--seed', 0, 2 ** 31 - 1), threads: given.wholeNumber('--threads', 1, 256),
    }, session.context);
    session.print(cards.map((card) => `${card}\n`).join(''));
    return undefined;
  },
};
