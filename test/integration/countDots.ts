// A process of its own that counts dot slides into a library, to be killed by tests; it writes a dot for each region it names:
// countDots.ts LIBRARY TARGET PAUSE-MS SLIDE...
import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import type { CountTarget } from '#shared/cases/countSettings.ts';
import { closeSmears, openSmears } from '#main/cases/openSmears.ts';
import { countSmears } from '#main/service/countSmears.ts';
import { openLibrary } from '#main/store/library.ts';
import { dotModels } from './dotSlides.ts';

const [directory, targetText, pause, ...slides] = process.argv.slice(2);
const target: CountTarget = targetText === 'everything' ? targetText : Number(targetText);
const library = openLibrary(directory);
const smears = await openSmears(slides, {});
const models = dotModels(Number(pause));
const { classifier } = models;
const telling = { ...models, classifier: { ...classifier, classify: (crops: readonly RgbPicture[]) => { process.stdout.write('.'); return classifier.classify(crops); } } };
await countSmears(library, smears, telling, { scheme: 'marrow', target, force: false, restart: false }, {}, {});
await closeSmears(smears);
library.close();
