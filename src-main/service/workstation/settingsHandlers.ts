import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { keptLogo } from '#main/reports/keptLogo.ts';
import { chooseProvider } from '#main/inference/chooseProvider.ts';
import { modelRoles } from '../countModels.ts';
import { backUpLibrary } from './backUpLibrary.ts';
import { installedCards } from './caseDocuments.ts';
import { diagnosticsText } from './diagnostics.ts';
import { changeSettings, laboratorySettings, readSettings } from './laboratorySettings.ts';
import { libraryBytes } from './libraryBytes.ts';
import { testProviders } from './testProviders.ts';
import type { Feature } from './workstationContext.ts';

/** What a laboratory sets, and the state of its program. `choose` is given by tests. */
export const settingsHandlers = (choose: typeof chooseProvider = chooseProvider): Feature => (context) => {
  const { library, libraryDirectory, softwareVersion, emit } = context;
  return {
    'settings.get': () => laboratorySettings(library),
    'settings.leftOut': () => {
      const { unusable, leftOutLimits } = readSettings(library);
      return { settings: [...unusable], limits: [...leftOutLimits] };
    },
    'settings.set': async ({ settings }) => {
      const changed = changeSettings(library, settings.logo === undefined ? settings : { ...settings, logo: await keptLogo(settings.logo) });
      emit({ event: 'settingsChanged' });
      return changed;
    },
    'settings.testProvider': (_, work) => testProviders(laboratorySettings(library).provider, choose, work),
    'settings.about': async () => ({
      version: softwareVersion, libraryPath: library.path, libraryBytes: await libraryBytes(library),
      models: (await installedCards(context)).map(({ kind, name, version, sha256, doubts }) => ({ name, version, sha256, role: modelRoles[kind], doubts })),
    }),
    'settings.diagnostics': async () => {
      const now = new Date();
      return { name: `myeloscope-diagnostics-${now.toISOString().slice(0, 10)}.txt`, text: await diagnosticsText(library, libraryDirectory, await installedCards(context), softwareVersion, now) };
    },
    'settings.backUp': ({ path: file }, work) => {
      if (file.trim() === '' || file.includes('\0')) throw new MyeloscopeError('bad-input', 'That is no name of a file.', 'Say where the copy shall lie.');
      return backUpLibrary(library, file, work);
    },
  };
};
