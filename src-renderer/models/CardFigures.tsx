import { useState } from 'react';
import type { ReactNode } from 'react';
import type { ModelCard } from '#shared/models/modelCard.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { modelTexts } from '../texts/models.ts';
import { ClassLetter } from '../ui/ClassLetter.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import type { ClassFigure } from './cardFigures.ts';
import { figuresByCells, percent, percentInterval, printedFigure } from './cardFigures.ts';

const texts = modelTexts.card;

function FigureOfClass({ figure }: { readonly figure: ClassFigure | undefined }): ReactNode {
  return (
    <>
      <td>{figure && <span className="figureBar" aria-hidden="true"><span style={{ inlineSize: `${100 * figure.value}%` }} /></span>}<strong>{figure ? percent(figure.value) : '–'}</strong></td>
      <td className="quiet">{percentInterval(figure?.interval)}</td>
    </>
  );
}

/** What was measured of a model, on one set of cells at a time: as a whole and class by class. */
export function CardFigures({ figures }: Pick<ModelCard, 'figures'>): ReactNode {
  const groups = figuresByCells(figures);
  const [chosen, choose] = useState(groups[0]?.on ?? '');
  const shown = groups.find(({ on }) => on === chosen) ?? groups[0];
  if (!shown) return null;
  return (
    <>
      {groups.length > 1 && <SelectField label={texts.chooseOn} value={shown.on} choices={groups.map(({ on }) => ({ value: on, label: on }))} onChange={choose} />}
      <div className="modelTables">
        <table className="figureTable">
          <caption>{texts.whole}</caption>
          <thead><tr><th scope="col">{texts.figure}</th><th scope="col">{texts.value}</th><th scope="col">{texts.interval}</th><th scope="col">{texts.cells}</th></tr></thead>
          <tbody>{shown.whole.map((figure) => {
            const { name, value, interval } = printedFigure(figure);
            return <tr key={figure.name}><th scope="row">{name}</th><td><strong>{value}</strong></td><td className="quiet">{interval}</td><td>{figure.count ?? ''}</td></tr>;
          })}</tbody>
        </table>
        {shown.classes.length > 0 && (
          <table className="figureTable">
            <caption>{texts.perClass}</caption>
            <thead><tr><th scope="col">{texts.names}</th><th scope="col">{texts.cells}</th><th scope="col">{texts.precision} <small>{texts.precisionHint}</small></th><th scope="col">{texts.interval}</th><th scope="col">{texts.recall} <small>{texts.recallHint}</small></th><th scope="col">{texts.interval}</th></tr></thead>
            <tbody>{shown.classes.map(({ code, count, precision, recall }) => <tr key={code}><th scope="row"><ClassLetter code={code as ClassCode} withName /></th><td>{count ?? ''}</td><FigureOfClass figure={precision} /><FigureOfClass figure={recall} /></tr>)}</tbody>
          </table>
        )}
      </div>
      {shown.classes.length === 0 && <p className="quiet">{texts.noPerClass}</p>}
    </>
  );
}
