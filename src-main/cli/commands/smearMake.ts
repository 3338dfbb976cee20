import { stainLooks } from '#main/service/stainLooks.ts';
import type { Command } from '../command.ts';
import { printJson } from '../command.ts';

/** `smear make`: a drawn smear with the truth beside it. */
export const smearMakeCommand: Command = {
  form: {
    words: ['smear', 'make'],
    summary: 'Draws a sample smear as a pyramidal TIFF, with the truth beside it. It is no patient\'s, and says so.',
    options: [
      { name: '--out', value: 'FILE', meaning: 'the TIFF to make; FILE.truth.csv and FILE.truth.json appear beside it', required: true },
      { name: '--cells', value: 'N', meaning: 'nucleated cells in the part to be counted, 1 to 20,000', required: true },
      { name: '--seed', value: 'S', meaning: 'a whole number; the same seed gives the same smear', required: true },
      { name: '--look', value: 'NAME', meaning: `stain and camera: ${stainLooks.map(({ name }) => name).join(', ')}` },
      { name: '--scheme', value: 'marrow|blood', meaning: 'what is drawn (default marrow)' },
      { name: '--micrometres-per-pixel', value: 'X', meaning: '0.1 to 1 (default 0.22)' },
      { name: '--json', meaning: 'writes what was drawn as JSON' },
    ],
  },
  async run(given, session) {
    const order = {
      path: given.required('--out'), cells: given.wholeNumber('--cells', 1, 20_000)!, seed: given.wholeNumber('--seed', 0, Number.MAX_SAFE_INTEGER)!,
      look: given.text('--look'), kind: given.choice('--scheme', ['marrow', 'blood']), micrometresPerPixel: given.number('--micrometres-per-pixel', 0.1, 1),
    };
    const { makeSmear } = await import('#main/service/sampleSmear.ts');
    const description = await makeSmear(order, session.context);
    if (given.has('--json')) printJson(session, description);
    else session.print(`Made ${order.path} (drawn by a program, no patient's), with the truth in ${order.path}.truth.csv\n`);
    return undefined;
  },
};
