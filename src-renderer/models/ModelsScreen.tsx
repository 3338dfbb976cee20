import { useState } from 'react';
import type { ReactNode } from 'react';
import type { ResultOf } from '#shared/contract/contract.ts';
import { useService, useServiceAct } from '../bridge/useService.ts';
import { useSession } from '../session/session.ts';
import { Answer } from '../shell/Answer.tsx';
import { modelTexts } from '../texts/models.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { AgreementPage } from './AgreementPage.tsx';
import { BuildModelDialog } from './BuildModelDialog.tsx';
import { ExpertsPage } from './ExpertsPage.tsx';
import { ImportModelDialog } from './ImportModelDialog.tsx';
import { ModelDetail } from './ModelDetail.tsx';
import { ModelMarks } from './ModelMarks.tsx';
import { ModelRecords } from './ModelRecords.tsx';
import { PromotionHistory } from './PromotionHistory.tsx';
import './models.css';

/** The pages beside those of single models. A model can't be called so: its name has no capital. */
const pages = ['Agreement', 'Experts', 'History'] as const;
type Page = (typeof pages)[number];
const pageNames: Readonly<Record<Page, string>> = { Agreement: modelTexts.pages.agreement, Experts: modelTexts.pages.experts, History: modelTexts.pages.history };

/** The models that are installed, their cards, and who let which of them name cells. */
export function ModelsScreen(): ReactNode {
  const list = useService('models.list', {}, { looksAtFiles: true });
  return <div className="modelsScreen"><Answer of={list}>{(answer) => <Models list={answer} />}</Answer></div>;
}

function Models({ list: { models, damaged, promotions, records, goesBackTo } }: { readonly list: ResultOf<'models.list'> }): ReactNode {
  const { user } = useSession();
  const settings = useService('settings.get', {});
  const isPerson = settings.data?.users.some(({ name }) => name === user.name) ?? false;
  const [chosen, show] = useState<string>();
  const [opened, open] = useState<'import' | 'build'>();
  const goBack = useServiceAct('models.goBack');
  const taken = (name: string): void => {
    open(undefined);
    show(name);
  };
  const shown = models.find(({ name }) => name === chosen) ?? models.find(({ kind, isInUse }) => kind === 'classifier' && isInUse) ?? models[0];
  const page = pages.find((name) => name === chosen);
  return (
    <>
      <nav className="modelList" aria-label={modelTexts.title}>
        <h2>{modelTexts.installed}</h2>
        {models.map((model) => (
          <button key={model.sha256} type="button" aria-current={page === undefined && model === shown ? 'true' : undefined} onClick={() => show(model.name)}>
            <strong>{model.name}</strong> {model.version}<ModelMarks model={model} />
          </button>
        ))}
        <Button onPress={() => open('import')}>{modelTexts.import}</Button>
        <Button onPress={() => open('build')}>{modelTexts.build}</Button>
        <h2>{modelTexts.watching}</h2>
        {pages.map((name) => <button key={name} type="button" aria-current={page === name ? 'true' : undefined} onClick={() => show(name)}>{pageNames[name]}</button>)}
      </nav>
      <main className="modelMain">
        <h1 className="visuallyHidden">{modelTexts.title}</h1>
        {damaged.map(({ sentence, remedy }) => <Notice key={sentence} sentence={sentence} remedy={remedy} />)}
        {goBack.error && <Notice sentence={goBack.error.sentence} remedy={goBack.error.remedy} />}
        {goBack.data && <Notice kind="plain" sentence={modelTexts.wentBack(goBack.data.name)} onDismiss={goBack.reset} />}
        {!isPerson && settings.data && <Notice kind="plain" sentence={modelTexts.needsPerson} remedy={modelTexts.needsPersonRemedy} />}
        {goesBackTo && (
          <div className="buttonRow">
            <Button isDisabled={!isPerson || goBack.isPending} onPress={() => goBack.mutate({ from: goesBackTo.from, by: user.name })}>{modelTexts.goBack(goesBackTo.name, goesBackTo.version)}</Button>
            <span className="quiet">{modelTexts.goBackHint}{goesBackTo.endingExperts.length > 0 && ` ${modelTexts.goBackEnds(goesBackTo.endingExperts)}`}</span>
          </div>
        )}
        {page === 'Agreement' && <AgreementPage />}
        {page === 'Experts' && <ExpertsPage isPerson={isPerson} onShow={show} />}
        {page === 'History' && <><PromotionHistory promotions={promotions} /><ModelRecords records={records} /></>}
        {page === undefined && shown && <ModelDetail key={shown.sha256} model={shown} promotions={promotions.filter(({ sha256 }) => sha256 === shown.sha256)} isPerson={isPerson} onShow={show} />}
      </main>
      {opened === 'import' && <ImportModelDialog onClose={() => open(undefined)} onImported={taken} />}
      {opened === 'build' && <BuildModelDialog inUse={models.find(({ kind, isInUse }) => kind === 'classifier' && isInUse)?.name} onClose={() => open(undefined)} onBuilt={taken} />}
    </>
  );
}
