import type { ReactNode } from 'react';
import type { ResultOf } from '#shared/contract/contract.ts';
import { writtenMoment } from '../texts/writtenMoment.ts';
import { modelTexts } from '../texts/models.ts';
import { JudgedInShort } from './JudgedInShort.tsx';

const texts = modelTexts.history;

/** Who let which model name cells, when and why, and how it was judged then; newest first. */
export function PromotionHistory({ promotions }: Pick<ResultOf<'models.list'>, 'promotions'>): ReactNode {
  return (
    <>
      <h2>{texts.title}</h2>
      {promotions.length === 0
        ? <p className="quiet">{texts.none}</p>
        : (
          <table className="figureTable pictureTable">
            <thead><tr><th scope="col">{texts.when}</th><th scope="col">{texts.what}</th><th scope="col">{texts.who}</th><th scope="col">{texts.why}</th><th scope="col">{texts.judged}</th></tr></thead>
            <tbody>
              {promotions.map((promotion, place) => {
                const { promotedAt, name, version, promotedBy, reason, wentBack, endedExperts } = promotion;
                return (
                <tr key={promotions.length - place}>
                  <th scope="row" className="figures">{writtenMoment(promotedAt)}</th><td>{wentBack ? texts.wentBack(`${name} ${version}`) : texts.promoted(`${name} ${version}`)}{endedExperts.length > 0 && <div className="quiet">{texts.ended(endedExperts)}</div>}</td><td className="personName">{promotedBy}</td><td>{reason}</td><td><JudgedInShort promotion={promotion} /></td>
                </tr>
                );
              })}
            </tbody>
          </table>
        )}
    </>
  );
}
