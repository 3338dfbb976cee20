import { UsageError } from '../arguments/usageError.ts';
import type { Command } from '../command.ts';
import { printJson } from '../command.ts';
import { byOption } from './byOption.ts';
import { groupsFrom } from './groupsOption.ts';

const library = { name: '--library', value: 'DIR', meaning: 'the library that the model belongs to (default: the user\'s)' } as const;
const json = { name: '--json', meaning: 'writes JSON' } as const;
const newName = { name: '--name', value: 'N', meaning: 'what it shall be called: lower-case letters, figures and hyphens' } as const;

/** `models import`: a classifier that was made elsewhere. */
export const modelsImportCommand: Command = {
  form: {
    words: ['models', 'import'], summary: 'Takes in a classifier that was made elsewhere: an ONNX file with a card. It is looked through and tried apart, and names no cell until it is promoted.',
    operands: { name: 'FILE.onnx', meaning: 'the network', least: 1, most: 1 },
    options: [
      { name: '--card', value: 'FILE.json', meaning: 'its card: classes, input size and scale (default: FILE.card.json or FILE.json beside it); see docs/models.md' },
      { name: '--map', value: 'NAME=CODE,...', meaning: 'this laboratory\'s class for each of the maker\'s names that is not one of ours' },
      newName, byOption, library, json,
    ],
    notes: ['An imported model is uncalibrated: its probabilities are shown nowhere until `models calibrate` has measured them on labelled cells.'],
  },
  async run(given, session) {
    const { importModel } = await import('#main/service/registry/importModel.ts');
    const { defaultLibraryDirectory } = await import('#main/service/places.ts');
    const { card, triedOn, triedRight, notTrainable } = await importModel({
      file: given.operands[0], cardFile: given.text('--card'), name: given.text('--name'), map: mapFrom(given.text('--map')), by: given.text('--by'), libraryDirectory: given.text('--library') ?? defaultLibraryDirectory(),
    }, session.context);
    if (given.has('--json')) printJson(session, { card, triedOn, triedRight, notTrainable });
    else {
      session.print([
        `${card.name} is kept: it named ${triedRight} of ${triedOn} drawn cells rightly. It sees ${card.input.widthUm.toFixed(1)} µm of the glass in ${card.input.widthPx} pixels and names ${card.classes.join(', ')}.`,
        notTrainable ?? 'It can be trained further: `train fine-tune DIR --base ' + card.name + ' …`.', ...card.doubts.map((doubt) => `To doubt: ${doubt}`), '',
      ].join('\n'));
    }
    return undefined;
  },
};

/** `a=NGS,b=LYT`; a name may hold a comma where an equals sign follows later. */
function mapFrom(text: string | undefined): Record<string, string> {
  if (text === undefined) return {};
  const pairs = text.split(/,(?=[^=]*=)/).map((pair) => /^(.+)=([A-Za-z]{3})$/.exec(pair.trim()));
  if (pairs.some((pair) => pair === null)) throw new UsageError(`--map is a list such as "neutrophil=NGS,lymphs=LYT", not "${text}".`);
  return Object.fromEntries(pairs.map((pair) => [pair![1].trim(), pair![2].toUpperCase()]));
}

/** `models export`: model, card and hash into a folder. */
export const modelsExportCommand: Command = {
  form: {
    words: ['models', 'export'], summary: 'Writes a model with its card and its SHA-256 into a folder, as `models import` takes it.',
    operands: { name: 'NAME', meaning: 'as `models list` gives it', least: 1, most: 1 }, options: [{ name: '--out', value: 'DIR', meaning: 'the folder', required: true }, library, json],
  },
  async run(given, session) {
    const { exportNamedModel } = await import('#main/service/registry/exportModel.ts');
    const { defaultLibraryDirectory } = await import('#main/service/places.ts');
    const files = await exportNamedModel(given.operands[0], given.required('--out'), given.text('--library') ?? defaultLibraryDirectory());
    if (given.has('--json')) printJson(session, files);
    else session.print(files.map((file) => `${file}\n`).join(''));
    return undefined;
  },
};

/** `models calibrate`: what a classifier's probabilities are worth on a laboratory's cells. */
export const modelsCalibrateCommand: Command = {
  form: {
    words: ['models', 'calibrate'], summary: 'Measures a classifier\'s probabilities on labelled cells (DIR/<CODE>/*.png) that it was not trained on, and keeps it, calibrated, under a new name.',
    operands: { name: 'NAME DIR', meaning: 'the classifier; a folder of pictures, one folder a class', least: 2, most: 2 },
    options: [
      { name: '--span-um', value: 'X', meaning: 'how many micrometres each picture is wide; the cell lies in its middle (default: what a manifest in DIR says)' },
      { ...newName, required: true },
      { name: '--specimen', value: 'marrow|blood', meaning: 'what the cells are from (default marrow)' },
      { name: '--groups', value: 'FILE.csv:COLUMN', meaning: 'table that tells which pictures belong together (patient), for honest figures (default: DIR/manifest.csv, where an export wrote one)' },
      byOption, library, json,
    ],
  },
  async run(given, session) {
    const [groupsFile, groupColumn] = groupsFrom(given.text('--groups'));
    const [name, directory] = given.operands;
    const { calibrateModel } = await import('#main/service/registry/calibrateModel.ts');
    const { defaultLibraryDirectory } = await import('#main/service/places.ts');
    const { card, figures, skipped } = await calibrateModel({
      name, newName: given.required('--name'), specimen: given.choice('--specimen', ['marrow', 'blood']) ?? 'marrow', by: given.text('--by'), libraryDirectory: given.text('--library') ?? defaultLibraryDirectory(),
      pictures: { directory, spanUm: given.number('--span-um', 1, 1000), groupsFile, groupColumn },
    }, session.context);
    if (given.has('--json')) printJson(session, { card, figures, skipped });
    else {
      const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
      session.print([
        `${card.name}: on ${figures.cells} cells, ${percent(figures.accuracy)} right; it would name ${percent(figures.coverage)} and be wrong on ${percent(figures.confidentErrorRate)} of all.`,
        `Temperature ${card.calibration.temperature.toFixed(2)}, cannot be named below ${card.calibration.unknownBelow.toFixed(2)}. Calibration error ${percent(figures.calibrationError)}.`,
        ...(skipped.length > 0 ? [`${skipped.length} pictures were left out, the first because: ${skipped[0].reason}`] : []), '',
      ].join('\n'));
    }
    return undefined;
  },
};

/** `models remove`: takes one of the laboratory's own away. */
export const modelsRemoveCommand: Command = {
  form: {
    words: ['models', 'remove'], summary: 'Takes one of the laboratory\'s own models away for good. Never a shipped one, and never the promoted one.',
    operands: { name: 'NAME', meaning: 'as `models list` gives it', least: 1, most: 1 },
    options: [{ name: '--even-if-counted', meaning: 'also where kept cases were counted with it: reports then can\'t say how it misreads' }, byOption, library],
  },
  async run(given, session) {
    const { removeFromLibrary } = await import('#main/service/registry/removeModel.ts');
    const { defaultLibraryDirectory } = await import('#main/service/places.ts');
    await removeFromLibrary(given.text('--library') ?? defaultLibraryDirectory(), given.operands[0], given.has('--even-if-counted'), given.text('--by'));
    session.print(`${given.operands[0]} is gone.\n`);
    return undefined;
  },
};
