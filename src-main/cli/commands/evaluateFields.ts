import type { Command } from '../command.ts';
import { printJson } from '../command.ts';
import { describeFieldEvaluation } from './describeEvaluation.ts';
import { modelOptions, modelsFrom } from './modelOptions.ts';

/** `evaluate fields`: how the detector does on a laboratory's own field pictures. */
export const evaluateFieldsCommand: Command = {
  form: {
    words: ['evaluate', 'fields'],
    summary: 'Measures the detector on labelled field pictures: DIR/images with DIR/boxes.csv or DIR/centres.csv.',
    operands: { name: 'DIR', meaning: 'holds images, and boxes.csv (image,class,xmin,ymin,xmax,ymax) or centres.csv (image,x,y,class)', least: 1, most: 1 },
    options: [
      { name: '--micrometres-per-pixel', value: 'X', meaning: 'size of a pixel; else found as for a slide' },
      ...modelOptions,
      { name: '--json', meaning: 'writes all figures as JSON' },
    ],
    notes: [
      'In boxes.csv the class WBC, and any class of ours with a nucleus (NGS, EBX, ...), is a nucleated cell; RBC, Platelets, SMU and ART are not. A box of another class is left out and told, with what is found on it; a centre of another class is a cell without a class.',
      'A row with nothing but the picture\'s name says that it holds no nucleated cell. A picture that no row names is left out. Pictures may lie in folders within images.',
    ],
  },
  async run(given, session) {
    const input = { directory: given.operands[0], micrometresPerPixel: given.number('--micrometres-per-pixel', 0.01, 50) };
    const { evaluateOnFields } = await import('#main/service/evaluateModels.ts');
    const figures = await evaluateOnFields(input, modelsFrom(given), session.context);
    if (given.has('--json')) printJson(session, figures);
    else session.print(describeFieldEvaluation(figures));
    return undefined;
  },
};
