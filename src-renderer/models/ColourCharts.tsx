import type { ReactNode } from 'react';
import type { Drift } from '#shared/contract/driftCommands.ts';
import { PartOfScreen } from '../differential/PartOfScreen.tsx';
import { commonTexts } from '../texts/common.ts';
import { driftTexts } from '../texts/drift.ts';
import { writtenDay } from '../texts/writtenMoment.ts';
import { Notice } from '../ui/Notice.tsx';
import { ControlChart } from './ControlChart.tsx';
import { PointTable } from './PointTable.tsx';
import { slidesOutside } from './slidesOutside.ts';

/** The colours of slides over time: a chart for each, and which of the newest slides lie outside. */
export function ColourCharts({ colours: { specimen, slides, needed, referenceSlides, rows, unlikeModel } }: { readonly colours: Drift['colours'][number] }): ReactNode {
  const outside = slidesOutside(rows);
  return (
    <PartOfScreen title={driftTexts.colours(commonTexts.specimens[specimen].toLowerCase())}>
      <p>{driftTexts.explainColours}</p>
      <p className="quiet">{rows.length === 0 ? driftTexts.tooFewSlides(slides, needed) : driftTexts.colourReference(referenceSlides, slides)}</p>
      {outside.map(({ key, slide, names }) => <Notice key={key} kind="warning" sentence={driftTexts.slideOutside(slide, names)} remedy={driftTexts.slideRemedy} />)}
      {rows.length > 0 && outside.length === 0 && <Notice kind="plain" sentence={driftTexts.coloursWithin} />}
      <UnlikeModel unlike={unlikeModel} />
      <ul className="charts">
        {rows.map(({ name, mean, lower, upper, points }) => (
          <li key={name}>
            <figure className="chart">
              <figcaption><strong>{driftTexts.colourNames[name]}</strong> <span className="quiet figures">{driftTexts.mean(mean)}</span></figcaption>
              <ControlChart title={driftTexts.colourNames[name]} centre={mean} wordsOf={(value) => value.toFixed(2)} points={points.map((point) => ({ ...point, lower, upper, words: driftTexts.slidePoint(point.slide, point.at, point.value) }))} />
              <PointTable columns={[driftTexts.date, driftTexts.slide, driftTexts.value, driftTexts.state]} rows={points.map(({ caseId, slide, at, value, state }, i) => ({
                key: i, caseId, isOutside: state !== 'within', values: [writtenDay(at), slide, value.toFixed(3), driftTexts.states[state]],
              }))} />
            </figure>
          </li>
        ))}
      </ul>
    </PartOfScreen>
  );
}

/** Of so many slides it is said one by one. */
const mostNamed = 3;

function UnlikeModel({ unlike }: { readonly unlike: Drift['colours'][number]['unlikeModel'] }): ReactNode {
  if (!unlike) return <p className="quiet">{driftTexts.noModelColours}</p>;
  const { model, on, slides } = unlike;
  if (slides.length === 0) return <p className="quiet">{driftTexts.likeModel(model, on)}</p>;
  return (
    <>
      {slides.slice(0, mostNamed).map(({ slide, colours }, i) => <Notice key={i} kind="warning" sentence={driftTexts.unlikeModel(slide, model, colours)} remedy={driftTexts.slideRemedy} />)}
      {slides.length > mostNamed && <p className="quiet">{driftTexts.moreUnlike(slides.length - mostNamed)}</p>}
    </>
  );
}
