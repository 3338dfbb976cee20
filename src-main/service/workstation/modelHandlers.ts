import path from 'node:path';
import type { ResultOf } from '#shared/contract/contract.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { isClassifier } from '#main/models/modelsInUse.ts';
import { suggestedClass } from '#main/models/import/suggestedClass.ts';
import { saidOfGroups } from '../evaluation/picturesAsTold.ts';
import { promoteModel, rollBackModel } from '../promoteModel.ts';
import { buildModelApart } from '../registry/buildModelApart.ts';
import { classifierStanding } from '../registry/classifierStanding.ts';
import { calibrateModel } from '../registry/calibrateModel.ts';
import { exportModel } from '../registry/exportModel.ts';
import { importModel } from '../registry/importModel.ts';
import { installedModel, listRegistry } from '../registry/listRegistry.ts';
import { nameForModel } from '../registry/nameForModel.ts';
import { readForImport } from '../registry/readForImport.ts';
import { removeModel } from '../registry/removeModel.ts';
import { verifyModel } from '../registry/verifyModel.ts';
import { remedyInWindow } from '../remedyInWindow.ts';
import { mustBeReviewer, mustBeUser } from './mustBeUser.ts';
import type { Feature, WorkstationContext } from './workstationContext.ts';

/** The models that are installed: what is known of them, and which of them names cells. */
export const modelHandlers: Feature = (context) => {
  const { library, libraryDirectory, emit } = context;
  const changed = () => { emit({ event: 'modelsChanged' }); };
  return {
    'models.list': () => listRegistry(context),
    'models.card': ({ name }) => cardOf(context, name),
    'models.verify': async ({ name }, { signal }) => {
      const model = await installedModel(context, name);
      try {
        return { isGood: true, sentence: await verifyModel(model, signal), remedy: '' };
      } catch (cause) {
        if (!(cause instanceof MyeloscopeError) || cause.code === 'cancelled') throw cause;
        return { isGood: false, sentence: cause.message, remedy: remedyInWindow(cause) };
      }
    },
    'models.promote': async ({ name, sha256, insteadOf, by, reason }) => {
      mustBeUser(library, by);
      const promotion = await promoteModel(library, name, { by, reason }, { sha256, insteadOf });
      changed();
      return promotion;
    },
    'models.goBack': async ({ from, by, reason = '' }) => {
      mustBeUser(library, by);
      const promotion = await rollBackModel(library, { by, reason: reason.trim() || 'Went back to the model before' }, from);
      changed();
      return promotion;
    },
    'models.export': async ({ name, directory }) => {
      return { directory, files: [...await exportModel(await installedModel(context, name), wholePath(directory))] };
    },
    'models.readForImport': async ({ path: file, cardPath }, { signal }) => {
      const { name, checked, card } = await readForImport(wholePath(file), cardPath && wholePath(cardPath), signal);
      const names = card.form === 'plain' ? card.card.classes : [];
      const said = card.form === 'plain' ? card.card.map ?? {} : {};
      return {
        name: nameForModel(name), sha256: checked.sha256,
        classes: names.map((each) => ({ name: each, suggested: suggestedClass(each, said) })),
      };
    },
    'models.import': async ({ path: file, cardPath, name, map, by }, work) => {
      mustBeReviewer(library, by);
      const { card, triedOn, triedRight, notTrainable } = await importModel({ file: wholePath(file), cardFile: cardPath && wholePath(cardPath), name, map, libraryDirectory, by }, work);
      changed();
      return { name: card.name, triedOn, triedRight, ...(notTrainable !== undefined && { notTrainable }) };
    },
    'models.build': async ({ network, classes, name, weights, sidePx, widthUm, by }, { report }) => {
      mustBeReviewer(library, by);
      const card = await buildModelApart({ network, classes, name, weights: weights && wholePath(weights), sidePx, widthUm, libraryDirectory, by }, report);
      changed();
      return { name: card.name, summary: card.summary, untrained: weights ? 'head' : 'network' };
    },
    'models.calibrate': async ({ name, newName, directory, spanUm, specimen, groups, by }, work) => {
      mustBeReviewer(library, by);
      const { card, figures: { cells, accuracy, coverage, confidentErrorRate } } = await calibrateModel({ name, newName, specimen, libraryDirectory, by, pictures: { directory: wholePath(directory), spanUm, ...saidOfGroups(groups) } }, work);
      changed();
      return { name: card.name, cells, accuracy, coverage, confidentErrorRate };
    },
    'models.remove': async ({ name, by, evenIfCounted }) => {
      mustBeUser(library, by);
      await removeModel(library, name, evenIfCounted, by);
      changed();
      return {};
    },
  };
};

async function cardOf(context: WorkstationContext, name: string): Promise<ResultOf<'models.card'>> {
  const [stored, { models }] = await Promise.all([installedModel(context, name), listRegistry(context)]);
  return { card: stored.card, model: models.find((model) => model.name === name)!, ...(isClassifier(stored) && { standing: await classifierStanding(context.library, stored, context) }) };
}

function wholePath(given: string): string {
  if (path.isAbsolute(given) && !given.includes('\0')) return given;
  throw new MyeloscopeError('bad-input', `${JSON.stringify(given)} is no whole path.`, 'Write the path from its beginning, as the file manager shows it.');
}
