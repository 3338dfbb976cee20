import type { ReactNode } from 'react';
import type { CaseDetail } from '#shared/contract/caseCommands.ts';
import type { Reading } from '#shared/contract/parts.ts';
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
  /** Whose cells are shown: by these the service counts on. */
  readonly reading: Reading;
  readonly near: readonly NearThreshold[];
  /** Cells that the target still lacks. */
  readonly missing: number;
  /** Whether the machine found as many as the target: then the target lacks those that people have named as what is not counted. */
  readonly isShareFull: boolean;
  readonly onOpenClasses: (classes: readonly ClassCode[]) => void;
}

/** Results near a decision threshold and a target not reached, with the button that counts on. */
export function NearThresholds({ detail: { summary }, reading, near, missing, isShareFull, onOpenClasses }: NearThresholdsProps): ReactNode {
  const count = useServiceAct('cases.count');
  const { job } = summary;
  const isCounting = job?.state === 'running' || job?.state === 'queued';
  const { isSigned } = summary;
  const countUntil = (reach: number | undefined): void => { count.mutate({ caseId: summary.id, reading, reach }, { onError: showFailure }); };
  const countOn = (words: string, reach?: number): ReactNode =>
    (isCounting || isSigned ? null : <Button kind="main" isDisabled={count.isPending} onPress={() => { countUntil(reach); }}>{words}</Button>);
  return (
    <>
      {isCounting && <Progress stage={job.stage} done={job.done} total={job.total} secondsLeft={job.secondsLeft} />}
      {!isCounting && missing > 0 && <Notice kind="plain" sentence={texts.target.short(missing)} remedy={isShareFull ? texts.target.full : ''} actions={countOn(texts.target.countOn)} />}
      {near.map(({ key, sentence, classes, toSettle }) => (
        <Notice key={key} kind="warning" sentence={sentence} remedy={isSigned && toSettle ? texts.near.signed : ''} actions={(
          <>
            <Button onPress={() => { onOpenClasses(classes.filter(isClassCode)); }}>{texts.near.review}</Button>
            {toSettle && countOn(texts.near.count(String(toSettle.more)), toSettle.inAll)}
          </>
        )} />
      ))}
    </>
  );
}
