import type { DifferentialDocument, DocumentSlide } from '#shared/reports/differentialDocument.ts';
import { wholeNumber } from '#shared/reports/printed/wholeNumber.ts';
import type { ReportTexts } from '#shared/reports/texts.ts';
import { colours, leading, weights } from './reportCanvas.ts';
import type { ReportCanvas, TextStyle } from './reportCanvas.ts';

const small: TextStyle = { size: 8, colour: colours.soft };
/** Problem fields named on paper; all of them stand in the attached document. */
const mostProblems = 12;

function drawSlide(canvas: ReportCanvas, slide: DocumentSlide, share: number | undefined, texts: ReportTexts): void {
  const { left, width, right } = canvas;
  const name: TextStyle = { size: 9.5, weight: weights.strong };
  const labels = texts.slideColumns;
  const problems = slide.problemFields.slice(0, mostProblems).map(({ name: field, problem }) => `${field} (${problem})`).join('; ');
  const more = slide.problemFields.length - mostProblems;
  const facts = [
    slide.format, `${wholeNumber(slide.widthPx)} × ${wholeNumber(slide.heightPx)} px`,
    `${slide.micrometresPerPixel.toFixed(4)} ${labels.scale}, ${texts.scaleFrom[slide.scaleFrom]}${slide.scaleNote ? `, ${slide.scaleNote}` : ''}`,
  ].join(' · ');
  const counts = `${labels.regions} ${wholeNumber(slide.regionsCounted)} · ${labels.found} ${wholeNumber(slide.cellsDetected)} · ${labels.counted} ${wholeNumber(slide.cellsCounted)}${share === undefined ? '' : ` · ${labels.asked} ${wholeNumber(share)}`}`;
  canvas.ensure(4 * small.size * leading + 8);
  const countWidth = canvas.widthOf(counts, small);
  const aside = countWidth < width * 0.55;
  if (aside) canvas.text(counts, right, canvas.y + 1.5, { ...small, align: 'right' });
  canvas.flow(slide.name, left, aside ? width - countWidth - 14 : width, name);
  if (!aside) canvas.flow(counts, left, width, small);
  canvas.flow(facts, left, width, small);
  canvas.flow(`${labels.hash} ${slide.sha256}`, left, width, { size: 7.3, colour: colours.soft });
  if (problems !== '') canvas.flow(texts.problemFields(problems) + (more > 0 ? `; ${texts.andMore(wholeNumber(more))}` : ''), left, width, { size: 8, colour: colours.warning });
  canvas.y += 3;
  canvas.rule(left, right, canvas.y, colours.hair, 0.5);
  canvas.y += 4;
}

/** Each slide with its format, scale and where that is from, counts, and hash. */
export function drawSlides(canvas: ReportCanvas, document: DifferentialDocument, texts: ReportTexts): void {
  canvas.heading(texts.sections.slides, 70);
  document.slides.forEach((slide, i) => { drawSlide(canvas, slide, document.target.everything ? undefined : document.target.shares[i], texts); });
}
