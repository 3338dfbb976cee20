import { useState } from 'react';
import type { ReactNode } from 'react';
import type { ShownExperiment } from '#shared/contract/experimentCommands.ts';
import { useServiceAct } from '../bridge/useService.ts';
import { experimentTexts as texts } from '../texts/experiments.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Progress } from '../ui/Progress.tsx';
import { RemoveExperimentDialog } from './RemoveExperimentDialog.tsx';

/** What an experiment was asked for, how far it is, and what can be done with it. */
export function ExperimentHead({ experiment }: { readonly experiment: ShownExperiment }): ReactNode {
  const { name, order, protocol, reason, state } = experiment;
  const [isRemoving, setRemoving] = useState(false);
  const stop = useServiceAct('experiments.stop'), goOn = useServiceAct('experiments.goOn');
  const failure = stop.error ?? goOn.error, isAtWork = state === 'running' || state === 'queued';
  return (
    <header className="experimentHead">
      <h2>{name}</h2>
      <p className="quiet">{order ? `${texts.protocols[protocol]}. ${texts.extents[order.extent]}. ${texts.facts(order.directory, order.spanUm, order.groups)}.` : texts.protocols[protocol]}</p>
      <div className="buttonRow">
        {isAtWork ? <Progress stage={state === 'queued' ? texts.states.queued : experiment.stage} done={experiment.done} total={experiment.total} secondsLeft={experiment.secondsLeft} /> : <strong>{texts.states[state]}</strong>}
        {isAtWork && <Button isDisabled={stop.isPending} onPress={() => stop.mutate({ name })}>{texts.stop}</Button>}
        {(state === 'cancelled' || state === 'failed') && <Button kind="main" isDisabled={goOn.isPending} onPress={() => goOn.mutate({ name })}>{texts.goOn}</Button>}
        <Button onPress={() => setRemoving(true)}>{texts.remove}</Button>
      </div>
      {isAtWork && <p className="quiet">{texts.lowPriority}</p>}
      {failure && <Notice sentence={failure.sentence} remedy={failure.remedy} />}
      {reason !== undefined && <Notice sentence={reason} />}
      {isRemoving && <RemoveExperimentDialog name={name} onClose={() => setRemoving(false)} />}
    </header>
  );
}
