import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { ExperimentResult, ShownExperiment } from '#shared/contract/experimentCommands.ts';
import { useService } from '../bridge/useService.ts';
import { Answer } from '../shell/Answer.tsx';
import { experimentTexts as texts } from '../texts/experiments.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { ExperimentHead } from './ExperimentHead.tsx';
import { NewExperimentDialog } from './NewExperimentDialog.tsx';
import { ShownResult } from './ShownResult.tsx';
import './experiments.css';

/** The figures of one experiment. Those before stay in view until newer ones are there. */
function Result({ name, writtenAt }: { readonly name: string; readonly writtenAt: string }): ReactNode {
  const { data, error } = useService('experiments.result', { name, writtenAt });
  const [shown, setShown] = useState<ExperimentResult>();
  useEffect(() => { if (data) setShown(data); }, [data]);
  if (error) return <Notice sentence={error.sentence} remedy={error.remedy} />;
  return shown && <ShownResult {...shown} />;
}

function Experiments({ experiments }: { readonly experiments: readonly ShownExperiment[] }): ReactNode {
  const [chosen, setChosen] = useState<string>();
  const [isAsking, setAsking] = useState(false);
  const shown = experiments.find(({ name }) => name === chosen) ?? experiments[0];
  return (
    <>
      <nav className="experimentList" aria-label={texts.list}>
        <Button kind="main" onPress={() => setAsking(true)}>{texts.begin}</Button>
        {experiments.map(({ name, order, protocol, state }) => (
          <button key={name} type="button" aria-current={name === shown.name ? 'true' : undefined} onClick={() => setChosen(name)}>
            <span className="experimentName">{name}</span>
            <span className="quiet">{texts.shortProtocols[protocol]}{order ? `, ${texts.extents[order.extent].toLowerCase()}` : ''} · {texts.states[state]}</span>
          </button>
        ))}
      </nav>
      <main className="experimentShown">
        <h1>{texts.title}</h1>
        <p className="quiet">{texts.intro}</p>
        {experiments.length === 0 ? <p>{texts.none}</p> : (
          <article key={shown.name}>
            <ExperimentHead experiment={shown} />
            {shown.resultAt === undefined ? <p>{texts.noResult}</p> : <Result name={shown.name} writtenAt={shown.resultAt} />}
          </article>
        )}
      </main>
      {isAsking && <NewExperimentDialog onClose={() => setAsking(false)} onStarted={(name) => { setAsking(false); setChosen(name); }} />}
    </>
  );
}

/** The papers' experiments on the laboratory's own cells, with the published figures beside. */
export function ExperimentsScreen(): ReactNode {
  const list = useService('experiments.list', {}, { looksAtFiles: true });
  return <div className="experimentsScreen"><Answer of={list}>{({ experiments }) => <Experiments experiments={experiments} />}</Answer></div>;
}
