import { useState } from 'react';
import type { ReactNode } from 'react';
import type { ClassifierCard, ModelCard } from '#shared/models/modelCard.ts';
import { PartOfScreen } from '../differential/PartOfScreen.tsx';
import { commonTexts } from '../texts/common.ts';
import { modelTexts } from '../texts/models.ts';
import { ClassLetter } from '../ui/ClassLetter.tsx';
import { useClassBook } from '../ui/classBook.ts';
import { SelectField } from '../ui/SelectField.tsx';
import { CardFigures } from './CardFigures.tsx';
import { ConfusionTable } from './ConfusionTable.tsx';

const texts = modelTexts.card;

/** A model's card as a person reads it: what it knows, what was measured, how it misreads, what it learnt from, what to doubt. */
export function ModelCardView({ card }: { readonly card: ModelCard }): ReactNode {
  return (
    <div className="modelCard">
      <PartOfScreen title={texts.doubts}>
        {card.doubts.length === 0 ? <p className="quiet">{texts.noDoubts}</p> : <ul className="plainList">{card.doubts.map((doubt) => <li key={doubt}>{doubt}</li>)}</ul>}
      </PartOfScreen>
      <Facts card={card} />
      {card.figures.length > 0 && <PartOfScreen title={texts.measured}><CardFigures figures={card.figures} /></PartOfScreen>}
      {card.kind === 'classifier' && <Confusions confusions={card.confusions} />}
      <PartOfScreen title={texts.training}>
        {card.training.pictures.length === 0 ? <p className="quiet">{texts.learntNothing}</p> : <table className="figureTable pictureTable">
          <thead><tr><th scope="col">{texts.pictures}</th><th scope="col">{texts.count}</th><th scope="col">{texts.licence}</th><th scope="col">{texts.role}</th></tr></thead>
          <tbody>{card.training.pictures.map(({ name, count, licence, role }) => <tr key={`${name} ${role}`}><th scope="row">{name}</th><td className="figures">{count > 0 ? count : ''}</td><td>{licence}</td><td>{role}</td></tr>)}</tbody>
        </table>}
        <p className="quiet">{texts.figureFrom}: {card.training.command} ({card.training.softwareVersion})</p>
        {card.training.computedOn !== undefined && <p className="quiet">{card.training.computedOn}</p>}
      </PartOfScreen>
    </div>
  );
}

function Facts({ card }: { readonly card: ModelCard }): ReactNode {
  return (
    <PartOfScreen title={card.summary}>
      <dl className="modelFacts">
        {card.kind === 'detector'
          ? <div><dt>{texts.sees}</dt><dd>{texts.detectorView(card.input.micrometresPerPixel.toFixed(2))}</dd></div>
          : (
            <>
              <div><dt>{texts.names}</dt><dd className="modelClasses">{card.classes.map((code) => <ClassLetter key={code} code={code} />)}</dd></div>
              {card.drawnOnlyClasses.length > 0 && <div><dt /><dd>{texts.drawnOnly(card.drawnOnlyClasses.join(', '))}</dd></div>}
              <div><dt>{texts.sees}</dt><dd>{texts.view(card.input.widthUm.toFixed(1), card.input.widthPx)}</dd></div>
              <CalibrationFacts calibration={card.calibration} />
            </>
          )}
        {card.kind === 'localExpert' && <div><dt>{texts.appliesTo}</dt><dd>{card.appliesTo}</dd></div>}
        {card.basedOn && <div><dt>{texts.basedOn}</dt><dd>{card.basedOn.name} {card.basedOn.version}</dd></div>}
        <div><dt>{texts.licence}</dt><dd>{card.licence}</dd></div>
        <div><dt>{texts.hash}</dt><dd className="hash">{card.sha256}</dd></div>
      </dl>
    </PartOfScreen>
  );
}

function CalibrationFacts({ calibration: { uncalibrated, on, unknownBelow, notRuledOut = [], familiarDistances } }: Pick<ClassifierCard, 'calibration'>): ReactNode {
  const { nameOf } = useClassBook();
  return (
    <div>
      <dt>{texts.calibration}</dt>
      <dd>
        {uncalibrated ? texts.never : `${texts.calibrated(on)}. ${texts.thresholds(`${Math.round(100 * unknownBelow)} %`)}.`}{notRuledOut.length > 0 && ` ${texts.notRuledOut(notRuledOut.map(({ code, from }) => `${nameOf(code)} from ${Math.round(100 * from)} %`).join(', '))}.`} {familiarDistances.length > 0 ? texts.familiarity : texts.noFamiliarity}.
      </dd>
    </div>
  );
}

function Confusions({ confusions }: Pick<ClassifierCard, 'confusions'>): ReactNode {
  const [chosen, choose] = useState<'marrow' | 'blood' | undefined>(undefined);
  const shown = confusions.find(({ specimen }) => specimen === chosen) ?? confusions[0];
  const choices = confusions.map(({ specimen }) => ({ value: specimen, label: commonTexts.specimens[specimen] }));
  return (
    <PartOfScreen title={texts.confusion} aside={confusions.length > 1 && <SelectField label={texts.specimen} value={shown.specimen} choices={choices} onChange={choose} />}>
      {shown ? <ConfusionTable confusion={shown} /> : <p className="quiet">{texts.noConfusion}</p>}
    </PartOfScreen>
  );
}
