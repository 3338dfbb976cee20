import type { GivenArguments } from '../arguments/givenArguments.ts';
import type { Command, Session } from '../command.ts';
import { printJson } from '../command.ts';
import type { ShownPromotion } from '#shared/contract/modelCommands.ts';
import { describeKeptJudgement } from './describeFineTuning.ts';
import { describeModelCard } from './describeModelCard.ts';
import { describeModelList } from './describeModelList.ts';
import { exitCodeOf } from '../exitCodes.ts';

const models = { name: '--models', value: 'DIR', meaning: 'folder of the models (default: those shipped)' } as const;
const library = { name: '--library', value: 'DIR', meaning: 'the library whose own models are meant, too (default: the user\'s)' } as const;
const word = [
  { name: '--by', value: 'NAME', meaning: 'who says so', required: true },
  { name: '--reason', value: 'TEXT', meaning: 'why; kept with the name', required: true },
] as const;
const json = { name: '--json', meaning: 'writes JSON' } as const;

export const modelsListCommand: Command = {
  form: { words: ['models', 'list'], summary: 'Lists the models that are installed, and which classifier names cells now.', options: [models, library, json] },
  async run(given, session) {
    const { listModels } = await import('#main/service/installedModels.ts');
    const { standingsInLibrary } = await import('#main/service/registry/standingInLibrary.ts');
    const directory = await libraryFrom(given), cards = await listModels(given.text('--models'), directory);
    // A library that can't be read hides no model: they are listed first, without what it says of them.
    const { standings = [], flaw } = directory === undefined ? {} : await standingsInLibrary(directory, cards).then((found) => ({ standings: found, flaw: undefined }), (cause: unknown) => ({ standings: undefined, flaw: cause }));
    if (given.has('--json')) {
      printJson(session, cards.map(({ name, version, kind, sha256, summary }, i) => {
        const { isInUse, promotions = [] } = standings[i] ?? {}, last = isInUse ? promotions.at(-1) : undefined;
        return { name, version, kind, sha256, summary, namesCells: isInUse, ...(last && { promotion: { by: last.promotedBy, at: last.promotedAt, reason: last.reason, wentBack: last.wentBack } }) };
      }));
    } else session.print(describeModelList(cards, standings));
    if (flaw !== undefined) throw flaw;
    return undefined;
  },
};

export const modelsShowCommand: Command = {
  form: {
    words: ['models', 'show'], summary: 'Shows the card of a model: what it knows, how it was made, what was measured, what to doubt, how it was judged, and who promoted it.',
    operands: { name: 'NAME', meaning: 'as `models list` gives it', least: 1, most: 1 }, options: [models, library, json],
  },
  async run(given, session) {
    const { showModel } = await import('#main/service/installedModels.ts');
    const directory = await libraryFrom(given), card = await showModel(given.operands[0], given.text('--models'), directory);
    const { standingsInLibrary } = await import('#main/service/registry/standingInLibrary.ts');
    const [standing] = directory === undefined ? [] : await standingsInLibrary(directory, [card]);
    if (given.has('--json')) printJson(session, { ...card, ...(standing && { namesCells: standing.isInUse, promotions: standing.promotions, judged: standing.judged }) });
    else session.print(describeModelCard(card, standing));
    return undefined;
  },
};

export const modelsVerifyCommand: Command = {
  form: { words: ['models', 'verify'], summary: 'Checks that every model is the file that its card describes, and answers to drawn cells.', options: [models, library, json] },
  async run(given, session) {
    const { verifyModels } = await import('#main/service/installedModels.ts');
    const checks = await verifyModels(given.text('--models'), await libraryFrom(given), session.context);
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
      { name: '--seed', value: 'N', meaning: 'of everything random (default: that of each shipped model)' },
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

export const modelsPromoteCommand: Command = {
  form: {
    words: ['models', 'promote'], summary: 'Lets a classifier name cells from now on, and says how it was judged: that is kept, too. Cases already begun keep theirs.',
    operands: { name: 'NAME', meaning: 'a classifier of the library, or the shipped one', least: 1, most: 1 }, options: [...word, library, json],
  },
  async run(given, session) {
    const { promoteInLibrary } = await import('#main/service/promoteModel.ts');
    showPromotion(given, session, await promoteInLibrary(given.text('--library'), given.operands[0], wordFrom(given)));
    return undefined;
  },
};

export const modelsRollbackCommand: Command = {
  form: { words: ['models', 'rollback'], summary: 'Goes back to the classifier that named cells before the last promotion.', options: [...word, library, json] },
  async run(given, session) {
    const { rollBackInLibrary } = await import('#main/service/promoteModel.ts');
    showPromotion(given, session, await rollBackInLibrary(given.text('--library'), wordFrom(given)));
    return undefined;
  },
};

const wordFrom = (given: GivenArguments) => ({ by: given.required('--by'), reason: given.required('--reason') });

function showPromotion(given: GivenArguments, session: Session, promotion: ShownPromotion): void {
  if (given.has('--json')) printJson(session, promotion);
  else {
    const { name, version, promotedBy, reason, endedExperts } = promotion;
    const ended = endedExperts.length > 0 ? `Local experts that were made for the classifier before, and take no part any more: ${endedExperts.join(', ')}.\n` : '';
    session.print(`${describeJudged(promotion)}From now on ${name} ${version} names cells (${promotedBy}: ${reason}).\n${ended}`);
  }
}

/** What was known of it when it was promoted, and is kept with the promotion. */
function describeJudged({ judged, wentBack, name }: ShownPromotion): string {
  if (wentBack) return '';
  if (!judged) return `No comparison of ${name} with the classifier in use is kept.\n`;
  const { isBesideInUse } = judged;
  return [...describeKeptJudgement(judged), ...(isBesideInUse ? [] : [`What named cells until ${name} was promoted was another: beside that it was never judged.`]), ''].join('\n');
}

/** A folder of models that is named stands for itself. */
async function libraryFrom(given: GivenArguments): Promise<string | undefined> {
  const { defaultLibraryDirectory } = await import('#main/service/places.ts');
  return given.text('--models') === undefined ? given.text('--library') ?? defaultLibraryDirectory() : undefined;
}
