import type { ReactNode } from 'react';
import type { AgreementRow, Drift } from '#shared/contract/driftCommands.ts';
import { useService } from '../bridge/useService.ts';
import { PartOfScreen } from '../differential/PartOfScreen.tsx';
import { Answer } from '../shell/Answer.tsx';
import { commonTexts } from '../texts/common.ts';
import { driftTexts } from '../texts/drift.ts';
import { writtenDay } from '../texts/writtenMoment.ts';
import { modelTexts } from '../texts/models.ts';
import { ClassLetter } from '../ui/ClassLetter.tsx';
import { Notice } from '../ui/Notice.tsx';
import { ColourCharts } from './ColourCharts.tsx';
import { ControlChart } from './ControlChart.tsx';
import { PointTable } from './PointTable.tsx';
import { isDoubtful } from '#shared/evaluation/isDoubtful.ts';

/** Whether machine and reviewers still agree as they did, and slides still look as they did. */
export function AgreementPage(): ReactNode {
  const drift = useService('models.drift', {}, { looksAtFiles: true });
  return (
    <>
      <h2>{modelTexts.pages.agreement}</h2>
      <Answer of={drift}>{({ agreement, colours }) => (
        <>
          {agreement.length === 0 && <p className="quiet">{driftTexts.none}</p>}
          {agreement.length > 0 && <p>{driftTexts.explainAgreement}</p>}
          {agreement.map((ofSpecimen) => <Agreement key={ofSpecimen.specimen} agreement={ofSpecimen} />)}
          {colours.map((ofSpecimen) => <ColourCharts key={ofSpecimen.specimen} colours={ofSpecimen} />)}
        </>
      )}</Answer>
    </>
  );
}

function Agreement({ agreement: { specimen, models, cases, needed, referenceCases, rows } }: { readonly agreement: Drift['agreement'][number] }): ReactNode {
  const doubtful = rows.filter(({ watched, recent }) => isDoubtful(watched, recent.state));
  return (
    <PartOfScreen title={driftTexts.title(commonTexts.specimens[specimen].toLowerCase())}>
      <p className="quiet">{driftTexts.models(models)} {rows.length === 0 ? driftTexts.tooFew(cases, needed) : driftTexts.reference(referenceCases, cases)}</p>
      {doubtful.map(({ watched, recent }) => <Notice key={watched} kind="warning" sentence={driftTexts.recent(watched, recent.cases, recent)} remedy={driftTexts.whatToDo} />)}
      {rows.length > 0 && doubtful.length === 0 && <Notice kind="plain" sentence={driftTexts.allWithin} />}
      <ul className="charts">{rows.map((row) => <li key={row.watched}><AgreementChart row={row} /></li>)}</ul>
    </PartOfScreen>
  );
}

function AgreementChart({ row: { watched, known, points } }: { readonly row: AgreementRow }): ReactNode {
  const share = known.hits / Math.max(1, known.cells);
  return (
    <figure className="chart">
      <figcaption>{watched === 'all' || watched === 'unnamed' ? <strong>{driftTexts.nameOf(watched)}</strong> : <ClassLetter code={watched} withName />} <span className="quiet figures">{driftTexts.percent(share)}</span></figcaption>
      <ControlChart title={driftTexts.chartOf(watched, known)} centre={share} wordsOf={driftTexts.percent}
        points={points.map((point, i) => ({ ...point, value: point.hits / Math.max(1, point.cells), words: driftTexts.point(i + 1, point.at, point) }))} />
      <PointTable columns={[driftTexts.date, driftTexts.cells, driftTexts.agree, driftTexts.limits, driftTexts.state]} rows={points.map(({ caseId, at, cells, hits, lower, upper, state }) => ({
        key: caseId, caseId, isOutside: isDoubtful(watched, state), values: [writtenDay(at), String(cells), driftTexts.percent(hits / Math.max(1, cells)), `${driftTexts.percent(lower)} – ${driftTexts.percent(upper)}`, driftTexts.states[state]],
      }))} />
    </figure>
  );
}
