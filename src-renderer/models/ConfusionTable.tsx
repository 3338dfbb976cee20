import type { ReactNode } from 'react';
import type { ClassifierCard } from '#shared/models/modelCard.ts';
import { cellClass } from '#shared/taxonomy/cellClasses.ts';
import { modelTexts } from '../texts/models.ts';
import { ClassLetter } from '../ui/ClassLetter.tsx';
import { callDistances, distanceOf, shownConfusion } from './confusionDistance.ts';

const texts = modelTexts.card;

/** How a classifier misreads, in the order of the maturation series: the further from the diagonal, the stronger the mark. */
export function ConfusionTable({ confusion }: { readonly confusion: ClassifierCard['confusions'][number] }): ReactNode {
  const { columns, rows, byDistance, cells } = shownConfusion(confusion);
  return (
    <div className="confusion">
      <ul className="confusionLegend" aria-label={texts.confusion}>
        {callDistances.map((distance) => (
          <li key={distance}><span className="confusionMark" data-distance={distance} aria-hidden="true" /> {texts.distances[distance]}: <strong className="figures">{byDistance[distance]}</strong> <span className="quiet figures">({cells > 0 ? Math.round((100 * byDistance[distance]) / cells) : 0} %)</span></li>
        ))}
      </ul>
      <div className="modelScroll" tabIndex={0} role="group" aria-label={texts.confusion}>
        <table className="confusionTable">
          <caption>{texts.confusionCaption(confusion.on)}</caption>
          <thead><tr><th scope="col"><span className="visuallyHidden">{texts.truth}</span></th>{columns.map((code) => <th key={code} scope="col"><ClassLetter code={code} isMachineCall /></th>)}<th scope="col">{texts.cells}</th></tr></thead>
          <tbody>
            {rows.map(({ code, counts, sum }) => (
              <tr key={code}>
                <th scope="row"><ClassLetter code={code} /> <span className="confusionName">{cellClass(code).name}</span></th>
                {counts.map((count, place) => {
                  const distance = distanceOf(code, columns[place]);
                  return <td key={columns[place]} data-distance={distance} data-none={count === 0 || undefined} title={`${cellClass(code).name} ${texts.shown} ${cellClass(columns[place]).name}: ${count}. ${texts.distances[distance]}`}>{count === 0 ? '·' : count}</td>;
                })}
                <td className="confusionSum">{sum}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
