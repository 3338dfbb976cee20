import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { ResultOf } from '#shared/contract/contract.ts';
import type { Settings } from '#shared/contract/settingsCommands.ts';
import type { Progress as WorkProgress } from '#shared/jobs/progress.ts';
import { callService } from '../bridge/serviceClient.ts';
import { wasCancelled } from '../bridge/serviceFailure.ts';
import type { ServiceFailure } from '../bridge/serviceFailure.ts';
import { commonTexts } from '../texts/common.ts';
import { settingsTexts } from '../texts/settings.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Progress } from '../ui/Progress.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { SettingsSection } from './SettingsSection.tsx';
import { useSettingsDraft } from './useSettingsDraft.ts';

const providers = ['auto', 'cpu', 'cuda', 'webgpu', 'dml'] as const;
const wordsOf = (provider: string): string => {
  const known = providers.find((candidate) => candidate === provider);
  return known ? settingsTexts.providers[known] : provider;
};

/** What the models run on, in plain words, and the test that shows what works here. */
export function MachineSection({ settings: { provider } }: { readonly settings: Settings }): ReactNode {
  const draft = useSettingsDraft({ provider });
  const stop = useRef<AbortController>(undefined);
  const [progress, setProgress] = useState<WorkProgress>();
  const [result, setResult] = useState<ResultOf<'settings.testProvider'>>();
  const [failure, setFailure] = useState<ServiceFailure>();
  useEffect(() => () => stop.current?.abort(), []);

  const test = async (): Promise<void> => {
    const ending = new AbortController();
    stop.current = ending;
    setFailure(undefined);
    setProgress({ stage: settingsTexts.testing, done: 0, total: 0 });
    try {
      setResult(await callService('settings.testProvider', {}, { signal: ending.signal, onProgress: setProgress }));
    } catch (error) {
      if (!wasCancelled(error)) setFailure(error as ServiceFailure);
    } finally {
      setProgress(undefined);
    }
  };
  return (
    <SettingsSection name="machine" hint={settingsTexts.providerHint} draft={draft} onSave={() => draft.save(draft.draft)}>
      <SelectField label={settingsTexts.provider} value={draft.draft.provider} choices={providers.map((value) => ({ value, label: settingsTexts.providers[value] }))} onChange={(chosen) => draft.change({ provider: chosen })} />
      <div className="buttonRow">
        <Button isDisabled={progress !== undefined} onPress={() => void test()}>{settingsTexts.test}</Button>
        {progress && <><Progress {...progress} /><Button onPress={() => stop.current?.abort()}>{commonTexts.cancel}</Button></>}
      </div>
      {failure && <Notice sentence={failure.sentence} remedy={failure.remedy} />}
      {result && (
        <div role="status">
          <p><strong>{settingsTexts.testInUse(wordsOf(result.inUse))}</strong></p>
          <ul className="plainList">
            {result.tried.map(({ provider: tried, works, sentence }) => <li key={tried}><strong>{wordsOf(tried)}</strong>: {works ? settingsTexts.works : settingsTexts.worksNot}. {sentence}</li>)}
          </ul>
        </div>
      )}
    </SettingsSection>
  );
}
