import path from 'node:path';
import type { ResultOf } from '#shared/contract/contract.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { promoteModel, rollBackModel } from '../promoteModel.ts';
import { exportModel } from '../registry/exportModel.ts';
import { installedModel, listRegistry } from '../registry/listRegistry.ts';
import { removeModel } from '../registry/removeModel.ts';
import { verifyModel } from '../registry/verifyModel.ts';
import { remedyInWindow } from '../remedyInWindow.ts';
import { mustBeUser } from './mustBeUser.ts';
import type { Feature, WorkstationContext } from './workstationContext.ts';

/** The models that are installed: what is known of them, and which of them names cells. */
export const modelHandlers: Feature = (context) => {
  const { library, emit } = context;
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
    'models.promote': async ({ name, by, reason }) => {
      mustBeUser(library, by);
      const promotion = await promoteModel(library, name, { by, reason });
      changed();
      return promotion;
    },
    'models.goBack': async ({ by, reason = '' }) => {
      mustBeUser(library, by);
      const promotion = await rollBackModel(library, { by, reason: reason.trim() || 'Went back to the model before' });
      changed();
      return promotion;
    },
    'models.export': async ({ name, directory }) => {
      if (!path.isAbsolute(directory) || directory.includes('\0')) throw new MyeloscopeError('bad-input', `${JSON.stringify(directory)} is no whole path of a folder.`, 'Write the path from its beginning, as the file manager shows it.');
      return { directory, files: [...await exportModel(await installedModel(context, name), directory)] };
    },
    'models.remove': async ({ name, by, evenIfCounted }) => {
      mustBeUser(library, by);
      await removeModel(library, name, evenIfCounted);
      changed();
      return {};
    },
  };
};

async function cardOf(context: WorkstationContext, name: string): Promise<ResultOf<'models.card'>> {
  const [{ card }, { models }] = await Promise.all([installedModel(context, name), listRegistry(context)]);
  return { card, model: models.find((model) => model.name === name)! };
}
