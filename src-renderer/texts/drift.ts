import type { AgreementRow, ColourRow } from '#shared/contract/driftCommands.ts';
import { cellClass } from '#shared/taxonomy/cellClasses.ts';
import { writtenDay } from './writtenMoment.ts';

const percent = (share: number): string => `${Math.round(100 * share)} %`;
type Count = Pick<AgreementRow['points'][number], 'cells' | 'hits' | 'lower' | 'upper'>;

const nameOf = (watched: AgreementRow['watched']): string => (watched === 'all' ? 'All classes together' : watched === 'unnamed' ? 'Cells left unnamed' : cellClass(watched).name);
const colourNames: Readonly<Record<ColourRow['name'], string>> = {
  backgroundRed: 'Background, red light', backgroundGreen: 'Background, green light', backgroundBlue: 'Background, blue light',
  nucleusRed: 'Nuclei, red light', nucleusGreen: 'Nuclei, green light', nucleusBlue: 'Nuclei, blue light',
};
const countOf = ({ cells, hits, lower, upper }: Count): string => `${hits} of ${cells} cells (${percent(hits / Math.max(1, cells))}); usual is ${percent(lower)} to ${percent(upper)}`;
const outsideOf = (watched: AgreementRow['watched'], count: Count): string => (watched === 'unnamed' ? `The machine left more cells unnamed than is usual here: ${countOf(count)}.` : `${nameOf(watched)}: machine and reviewer agree less than is usual here, on ${countOf(count)}.`);
type Outside = { readonly name: ColourRow['name']; readonly state: string };
const lights = { Red: 'red', Green: 'green', Blue: 'blue' } as const;

/** "its nuclei are darker", "its background is lighter in red and green light". */
function partOutside(part: 'background' | 'nucleus', outside: readonly Outside[]): string[] {
  const subject = part === 'background' ? 'its background is' : 'its nuclei are';
  return (['above', 'below'] as const).flatMap((state) => {
    const channels = Object.entries(lights).filter(([channel]) => outside.some((each) => each.name === `${part}${channel}` && each.state === state)).map(([, light]) => light);
    const inLights = channels.length === 3 ? '' : ` in ${channels.join(' and ')} light`;
    return channels.length === 0 ? [] : [`${subject} ${state === 'above' ? 'darker' : 'lighter'}${inLights}`];
  });
}

/** Agreement between machine and reviewers, and the colours of slides, over time. */
export const driftTexts = {
  title: (specimen: string) => `Machine and reviewers: ${specimen}`,
  percent, nameOf, colourNames, countOf,
  loading: 'Comparing machine and reviewers',
  explainAgreement: 'Of the cells that a person calls a class, and the machine names at all, the share that it names the same. Calls that were accepted in bulk count as agreement, so a case that was looked through cell by cell says more.',
  models: (models: string) => `Counted with ${models}.`,
  reference: (reference: number, cases: number) => `The first ${reference} of ${cases} reviewed cases say what is usual. Cases of which less than half was reviewed are left out, and those that a second reader is at work on. Limits: what chance and the differences between those first cases leave of new ones (p′-chart with beta-binomial limits, 99.7 %).`,
  tooFew: (cases: number, needed: number) => `${cases} reviewed ${cases === 1 ? 'case' : 'cases'} so far: nothing is charted before there are ${needed}.`,
  none: 'No case has been reviewed yet: there is nothing to compare.',
  first: 'First cases', newest: 'Newest cases', limits: 'Limits', state: 'State', watched: 'Class',
  states: { within: 'Within limits', below: 'Below', above: 'Above' },
  allWithin: 'Machine and reviewers agree as they did on the first cases.',
  recent: (watched: AgreementRow['watched'], cases: number, count: Count) => `${cases === 1 ? 'Newest case' : `Newest ${cases} cases together`}. ${outsideOf(watched, count)}`,
  oneCase: outsideOf,
  whatToDo: 'Look whether stain, scanner or kind of patient have changed. Measure the model on labelled cells of today, and train it further if it has become worse.',
  chartOf: (watched: AgreementRow['watched'], known: { readonly cells: number; readonly hits: number }) => `${nameOf(watched)}: ${percent(known.hits / Math.max(1, known.cells))} of ${known.cells} cells in the first cases`,
  point: (place: number, at: string, count: Count) => `Case ${place}, ${writtenDay(at)}: ${countOf(count)}`,
  openCase: (at: string) => `Open the case of ${writtenDay(at)}`,

  colours: (specimen: string) => `Colours of slides: ${specimen}`,
  explainColours: 'How much light the bare glass and the nuclei of each slide take away. The reference of the charts is this laboratory’s own first slides.',
  noModelColours: 'The card of the model in use does not tell the colours of the cells that it learnt from.',
  likeModel: (model: string, on: string) => `No slide looks unlike the cells that ${model} learnt from (${on}).`,
  unlikeModel: (slide: string, model: string, outside: readonly Outside[]) => `${slide} looks unlike the cells that ${model} learnt from: ${[...partOutside('background', outside), ...partOutside('nucleus', outside)].join('; ')}.`,
  moreUnlike: (slides: number) => `And ${slides} older slides.`,
  colourReference: (reference: number, slides: number) => `The first ${reference} of ${slides} slides say what is usual. Limits: their mean and what so few slides tell of new ones (Student’s t, 99.7 %).`,
  tooFewSlides: (slides: number, needed: number) => `${slides} ${slides === 1 ? 'slide' : 'slides'} so far: nothing is charted before there are ${needed}.`,
  coloursWithin: 'New slides look as the first ones did.',
  slideOutside: (slide: string, outside: readonly Outside[]) => `${slide} looks unlike this laboratory’s first slides: ${[...partOutside('background', outside), ...partOutside('nucleus', outside)].join('; ')}.`,
  slideRemedy: 'Look at more of the machine’s calls than usual: it may not know this stain.',
  slidePoint: (slide: string, at: string, value: number) => `${slide}, ${writtenDay(at)}: ${value.toFixed(3)}`,
  mean: (value: number) => `mean ${value.toFixed(3)}`,
  asTable: 'As a table', case: 'Case', date: 'Date', cells: 'Cells', agree: 'Agree', slide: 'Slide', value: 'Density',
};
