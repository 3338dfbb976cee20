import type { ReactNode } from 'react';
import type { CaseDetail } from '#shared/contract/caseCommands.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { isClassCode } from '#shared/taxonomy/cellClasses.ts';
import { useServiceAct } from '../bridge/useService.ts';
import { showFailure } from '../shell/failureLog.ts';
import { differentialTexts as texts } from '../texts/differential.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Progress } from '../ui/Progress.tsx';
import type { NearThreshold } from '#shared/reports/printed/nearThresholds.ts';

interface NearThresholdsProps {
  readonly detail: CaseDetail;
  readonly near: readonly NearThreshold[];
  /** Cells of the manual counter in the denominator: they need not be found on the slides. */
  readonly countedByHand: number;
  /** Cells that the target still lacks. */
  readonly missing: number;
  /** Whether the machine found as many as the target: then the target lacks those that people have named as what is not counted. */
  readonly isShareFull: boolean;
  readonly onOpenClasses: (classes: readonly ClassCode[]) => void;
}

/** Results near a decision threshold and a target not reached, with the button that counts on. */
export function NearThresholds({ detail: { summary }, near, countedByHand, missing, isShareFull, onOpenClasses }: NearThresholdsProps): ReactNode {
  const count = useServiceAct('cases.count');
  const { job } = summary;
  const isCounting = job?.state === 'running' || job?.state === 'queued';
  const { isSigned } = summary;
  const countTo = (target: number): void => { count.mutate({ caseId: summary.id, target }, { onError: showFailure }); };
  const countOn = (target: number, words: string): ReactNode =>
    (isCounting || isSigned ? null : <Button kind="main" isDisabled={count.isPending} onPress={() => { countTo(target); }}>{words}</Button>);
  return (
    <>
      {isCounting && <Progress stage={job.stage} done={job.done} total={job.total} secondsLeft={job.secondsLeft} />}
      {!isCounting && missing > 0 && <Notice kind="plain" sentence={texts.target.short(missing)} remedy={isShareFull ? texts.target.full : ''} actions={countOn(summary.target, texts.target.countOn)} />}
      {near.map(({ key, sentence, classes, toSettle }) => (
        <Notice key={key} kind="warning" sentence={sentence} remedy={isSigned && toSettle ? texts.near.signed : ''} actions={(
          <>
            <Button onPress={() => { onOpenClasses(classes.filter(isClassCode)); }}>{texts.near.review}</Button>
            {toSettle && countOn(toSettle.inAll - countedByHand, texts.near.count(String(toSettle.more)))}
          </>
        )} />
      ))}
    </>
  );
}
