import { useState } from 'react';
import type { ReactNode } from 'react';
import type { SlideDescription } from '#shared/contract/caseCommands.ts';
import type { BoxPx } from '#shared/geometry/box.ts';
import { slideTexts } from '../texts/slide.ts';
import { Button } from '../ui/Button.tsx';

/** Places listed until all are asked for: of hundreds of field pictures dozens may be out of focus. */
const firstShown = 6;

interface SlideProblemsProps { readonly description: SlideDescription; readonly onShow: (box: BoxPx) => void }

function leftOutOf(fields: SlideDescription['fields'], unreadable: boolean): { words: string; box: BoxPx }[] {
  return fields.flatMap(({ name, box, leftOut }) => (leftOut?.isUnreadable === unreadable ? [{ words: slideTexts.fieldProblem(name, leftOut.why), box }] : []));
}

/** What stands in the way of a good count on this slide, with the way to each place. Nothing where nothing does. */
export function SlideProblems({ description: { fields, regions, verdict }, onShow }: SlideProblemsProps): ReactNode {
  const [isWhole, setWhole] = useState(false);
  const places = [
    ...fields.flatMap(({ name, box, problem }) => (problem === undefined ? [] : [{ words: slideTexts.fieldProblem(name, problem), box }])),
    ...leftOutOf(fields, true),
    ...regions.flatMap(({ box, problem }) => (problem === undefined ? [] : [{ words: slideTexts.regionProblem(problem), box }])),
    ...leftOutOf(fields, false),
  ];
  const isDoubted = verdict !== undefined && verdict.verdict !== 'smear';
  if (places.length === 0 && !isDoubted) return null;
  return (
    <section className="sidePart" aria-label={slideTexts.problems}>
      <h2>{slideTexts.problems}</h2>
      {isDoubted && <p>{verdict.verdict === 'doubtful' ? slideTexts.smearDoubtful : slideTexts.notASmear} {verdict.reasons.join('; ')}.</p>}
      <ul className="areaList">
        {(isWhole ? places : places.slice(0, firstShown)).map(({ words, box }) => (
          <li key={`${box.xPx} ${box.yPx} ${words}`}>
            <span className="areaWords">{words}</span>
            <Button kind="quiet" aria-label={slideTexts.ofArea(slideTexts.showArea, words)} onPress={() => { onShow(box); }}>{slideTexts.showArea}</Button>
          </li>
        ))}
      </ul>
      {places.length > firstShown && <Button kind="quiet" onPress={() => { setWhole(!isWhole); }}>{isWhole ? slideTexts.showFewerProblems : slideTexts.showAllProblems(places.length)}</Button>}
    </section>
  );
}
