import type { ReactNode } from 'react';
import type { CaseDetail } from '#shared/contract/caseCommands.ts';
import type { Reading } from '#shared/contract/parts.ts';
import { useServiceAct } from '../bridge/useService.ts';
import { useSession } from '../session/session.ts';
import { useNavigation } from '../shell/navigation.ts';
import { showFailure } from '../shell/failureLog.ts';
import { commonTexts } from '../texts/common.ts';
import { comparisonTexts } from '../texts/comparison.ts';
import { writtenMoment } from '../texts/writtenMoment.ts';
import { Button } from '../ui/Button.tsx';
import styles from './ReadingCard.module.css';

const texts = comparisonTexts;
type ReadingSummary = CaseDetail['readings'][number];

interface ReadingCardProps {
  readonly caseId: number;
  readonly reading: Reading;
  readonly summary?: ReadingSummary;
  /** Nothing of it can be changed any more: the case is signed, or a later step has begun. */
  readonly isClosed: boolean;
}

/** One reading: whose it is, how far it is, and what its reader can do now. Nothing of its calls is shown here. */
export function ReadingCard({ caseId, reading, summary, isClosed }: ReadingCardProps): ReactNode {
  const { user, chooseUser, chooseReading } = useSession();
  const { open } = useNavigation();
  const begin = useServiceAct('readings.begin');
  const finish = useServiceAct('readings.finish');
  const reader = summary?.reader;
  const isFinished = summary?.finishedAt !== undefined;
  const isMine = reader === user.name;
  const goOn = (): void => { chooseReading(caseId, reading); open({ screen: 'gallery', caseId }); };
  const setFinished = (finished: boolean): void => { finish.mutate({ caseId, reading, finished }, { onError: showFailure }); };
  return (
    <section className={styles.card} aria-label={commonTexts.readings[reading]}>
      <h3>{commonTexts.readings[reading]}</h3>
      <p><b>{reader ?? texts.state.unnamed}</b></p>
      <p className="quiet">{isFinished ? texts.state.finished(writtenMoment(summary.finishedAt!)) : texts.state.underWay(summary?.cellsNamed ?? 0)}</p>
      <div className={styles.acts}>
        {reader === undefined && !isClosed && <Button onPress={() => { begin.mutate({ caseId, reading, reader: user.name }, { onError: showFailure }); }}>{texts.doing.takeIt(user.name)}</Button>}
        {isMine && !isFinished && !isClosed && <><Button kind="main" onPress={goOn}>{texts.doing.goOn}</Button><Button isDisabled={finish.isPending} onPress={() => { setFinished(true); }}>{texts.doing.finish}</Button></>}
        {isMine && isFinished && !isClosed && <Button isDisabled={finish.isPending} onPress={() => { setFinished(false); }}>{texts.doing.open}</Button>}
        {reader !== undefined && !isMine && !isFinished && !isClosed && <><span className="quiet">{texts.doing.notYours(reader)}</span><Button kind="quiet" onPress={() => { chooseReading(caseId, reading, reader); chooseUser(reader); }}>{texts.doing.actAs(reader)}</Button></>}
      </div>
      {isMine && !isFinished && !isClosed && <p className="quiet">{texts.doing.finishHint} {reading === 'consensus' ? '' : texts.doing.blind}</p>}
    </section>
  );
}
