import { isProductClass } from '#shared/taxonomy/cellClasses.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { UsageError } from '../arguments/usageError.ts';
import type { Command } from '../command.ts';
import { printJson } from '../command.ts';
import { groupsFrom } from './groupsOption.ts';
import { providerFrom, providerOption } from './trainingProviderOption.ts';

const library = { name: '--library', value: 'DIR', meaning: 'the library whose own models are meant, too (default: the user\'s)' } as const;
const classifier = { name: '--classifier', value: 'N', meaning: 'the classifier, by name (default: the one that names cells now)' } as const;
const json = { name: '--json', meaning: 'writes JSON' } as const;

/** `models experts`: which neighbouring stages are confused most. */
export const modelsExpertsCommand: Command = {
  form: { words: ['models', 'experts'], summary: 'Tells which neighbouring stages a classifier confuses most, by its card, and which of them have a local expert.', options: [classifier, library, json] },
  async run(given, session) {
    const { offersInLibrary } = await import('#main/service/experts/offersInLibrary.ts');
    const { defaultLibraryDirectory } = await import('#main/service/places.ts');
    const offers = await offersInLibrary(given.text('--library') ?? defaultLibraryDirectory(), given.text('--classifier'));
    if (given.has('--json')) printJson(session, offers);
    else {
      const percent = (share: number) => `${(100 * share).toFixed(0)} %`;
      session.print([
        offers.pairs.length === 0 ? `The card of ${offers.classifier} knows of no neighbouring stages that it confuses.` : `${offers.classifier}, on ${offers.on}:`,
        ...offers.pairs.map(({ classes, confused, cells, interval, expert }) => `  ${classes.join('-')}: ${confused} of ${cells} cells taken for the other (${percent(interval.lower)} to ${percent(interval.upper)})${expert === undefined ? '' : `; decided by ${expert}`}`),
        ...(offers.pairs.length > 0 ? ['Train an expert for two of them with `train expert --classes A,B`: it is kept only where it helps.'] : []), '',
      ].join('\n'));
    }
    return undefined;
  },
};

/** `train expert`: a network that decides between two neighbours. */
export const trainExpertCommand: Command = {
  form: {
    words: ['train', 'expert'], summary: 'Trains a local expert for neighbouring classes, and keeps it only where it helps on cells that were left out.',
    operands: { name: 'DIR', meaning: 'labelled pictures, one folder a class; the library\'s own reviewed cells where there is none', least: 0, most: 1 },
    options: [
      { name: '--classes', value: 'A,B', meaning: 'the classes it decides between', required: true },
      { name: '--by', value: 'NAME', meaning: 'who asks for it; kept on its card', required: true },
      { name: '--span-um', value: 'X', meaning: 'how many micrometres each picture of DIR is wide' },
      { name: '--groups', value: 'FILE.csv:COLUMN', meaning: 'table that tells which pictures are of one case' },
      { name: '--steps', value: 'N', meaning: 'training steps' }, { name: '--threads', value: 'N', meaning: 'threads to compute with (default: all)' }, providerOption, classifier, library, json,
    ],
  },
  async run(given, session) {
    const [groupsFile, groupColumn] = groupsFrom(given.text('--groups'));
    const [directory] = given.operands, spanUm = given.number('--span-um', 1, 1000);
    if ((directory === undefined) !== (spanUm === undefined)) throw new UsageError('--span-um says how wide the pictures of DIR are: give both or neither.');
    const { trainExpertInLibrary } = await import('#main/service/experts/offersInLibrary.ts');
    const { gainSentence } = await import('#main/service/experts/expertCardOfLaboratory.ts');
    const { defaultLibraryDirectory } = await import('#main/service/places.ts');
    const { gain, card } = await trainExpertInLibrary({
      classifier: given.text('--classifier'), classes: classesFrom(given.required('--classes')), by: given.required('--by'), libraryDirectory: given.text('--library') ?? defaultLibraryDirectory(),
      folder: directory === undefined ? undefined : { directory, spanUm: spanUm!, groupsFile, groupColumn }, steps: given.wholeNumber('--steps', 1, 100_000), threads: given.wholeNumber('--threads', 1, 256), provider: providerFrom(given),
    }, session.context);
    if (given.has('--json')) printJson(session, { gain, card });
    else session.print(`${gainSentence(gain)} ${card ? `${card.name} is kept: it takes part in counts from now on.` : 'That may be chance, or none: it is not kept.'}\n`);
    return undefined;
  },
};

function classesFrom(text: string): ClassCode[] {
  const codes = text.split(',').map((code) => code.trim().toUpperCase());
  const wrong = codes.find((code) => !isProductClass(code));
  if (wrong !== undefined || new Set(codes).size < 2 || new Set(codes).size !== codes.length) throw new UsageError(`--classes is at least two classes, such as NGB,NGS, not "${text}".`);
  return codes as ClassCode[];
}
