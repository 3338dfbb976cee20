import type { ReactNode } from 'react';
import type { ResultOf } from '#shared/contract/contract.ts';
import { writtenMoment } from '../texts/writtenMoment.ts';
import { modelTexts } from '../texts/models.ts';

const texts = modelTexts.records;

/** Who made, took in or deleted which model; newest first. */
export function ModelRecords({ records }: Pick<ResultOf<'models.list'>, 'records'>): ReactNode {
  return (
    <>
      <h2>{texts.title}</h2>
      {records.length === 0
        ? <p className="quiet">{texts.none}</p>
        : (
          <table className="figureTable pictureTable">
            <thead><tr><th scope="col">{texts.when}</th><th scope="col">{texts.what}</th><th scope="col">{texts.who}</th><th scope="col">{texts.hash}</th></tr></thead>
            <tbody>
              {records.map(({ deed, name, version, sha256, by, at }, place) => (
                <tr key={records.length - place}>
                  <th scope="row" className="figures">{writtenMoment(at)}</th><td>{texts.deeds[deed](`${name} ${version}`)}</td><td className="personName">{by}</td><td className="hash">{sha256.slice(0, 16)}…</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
    </>
  );
}
