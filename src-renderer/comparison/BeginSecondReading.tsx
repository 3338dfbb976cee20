import { useState } from 'react';
import type { ReactNode } from 'react';
import { useService, useServiceAct } from '../bridge/useService.ts';
import { showFailure } from '../shell/failureLog.ts';
import { useSession } from '../session/session.ts';
import { commonTexts } from '../texts/common.ts';
import { comparisonTexts } from '../texts/comparison.ts';
import { Button } from '../ui/Button.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { secondReaders } from './secondReaders.ts';
import styles from './ReadingCard.module.css';

const texts = comparisonTexts.begin;

/** Names the second reader of a case and begins the reading. The first reader can't be chosen. */
export function BeginSecondReading({ caseId, firstReader }: { readonly caseId: number; readonly firstReader?: string }): ReactNode {
  const { user } = useSession();
  const users = secondReaders(useService('settings.get', {}).data?.users ?? [], firstReader ?? user.name);
  const begin = useServiceAct('readings.begin');
  const [chosen, setChosen] = useState<string>();
  const reader = users.find(({ name }) => name === chosen) ?? users.find(({ name }) => name === user.name) ?? users.at(0);
  return (
    <section className={styles.card} aria-label={texts.title}>
      <h3>{texts.title}</h3>
      <p className="quiet">{comparisonTexts.why}</p>
      {reader
        ? (
          <div className={styles.form}>
            <SelectField label={texts.reader} value={reader.name} choices={users.map(({ name, role }) => ({ value: name, label: `${name}, ${commonTexts.roles[role]}` }))} onChange={setChosen} />
            <Button kind="main" isDisabled={begin.isPending || firstReader === undefined} onPress={() => { begin.mutate({ caseId, reading: 'second', reader: reader.name }, { onError: showFailure }); }}>{texts.start}</Button>
          </div>
        )
        : <p>{texts.noOther}</p>}
      <p className="quiet">{firstReader === undefined ? texts.nameFirst : texts.firstHint(firstReader)}</p>
    </section>
  );
}
