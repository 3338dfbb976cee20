import { useCallback, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { CaseDetail } from '#shared/contract/caseCommands.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { useService, useServiceAct } from '../bridge/useService.ts';
import { useClassKeys, useClassKeyTable } from '../session/useClassKeys.ts';
import { showFailure } from '../shell/failureLog.ts';
import { useUndoTarget } from '../shell/undoTarget.ts';
import { differentialTexts } from '../texts/differential.ts';
import { Button } from '../ui/Button.tsx';
import { CheckField } from '../ui/CheckField.tsx';
import { useClassBook } from '../ui/classBook.ts';
import { SelectField } from '../ui/SelectField.tsx';
import { useKeys } from '../ui/useKeys.ts';
import type { KeyBinding } from '../ui/useKeys.ts';
import { PartOfScreen } from './PartOfScreen.tsx';
import { TallyButton } from './TallyButton.tsx';
import { tallySound } from './tallySound.ts';
import { useManualCount } from './useManualCount.ts';
import styles from './ManualCounter.module.css';

const texts = differentialTexts.manual;
const targets = ['100', '200', '300', '500', '1000'] as const;
const undoKey = 'Backspace';

/** Counts cells seen down the eyepiece, one key a class. The keys count only while counting is switched on. */
export function ManualCounter({ detail: { summary } }: { readonly detail: CaseDetail }): ReactNode {
  const settings = useService('settings.get', {}).data;
  const setSettings = useServiceAct('settings.set');
  const keys = useClassKeyTable();
  const book = useClassBook();
  const nameOf = useCallback((code: ClassCode | undefined): string => (code === undefined ? texts.oneCell : book.nameOf(code)), [book]);
  const { shown, tally, undo, redo } = useManualCount(summary.id);
  const [wantsKeys, setWantsKeys] = useState(true);
  const [target, setTarget] = useState<(typeof targets)[number]>(summary.specimen === 'blood' ? '200' : '500');
  const { isSigned } = summary;
  const isCounting = wantsKeys && !isSigned;
  const sounds = settings?.sound ?? false;

  const count = useCallback((code: ClassCode): void => {
    tally(code);
    if (sounds) (shown.total + 1 === Number(target) ? tallySound.target : tallySound.cell)();
  }, [tally, sounds, shown.total, target]);
  const takeBack = useCallback((): void => {
    if (shown.total === 0) return;
    undo();
    if (sounds) tallySound.takenBack();
  }, [undo, sounds, shown.total]);
  const countAgain = useCallback((): void => {
    if (shown.takenBack.length === 0) return;
    redo();
    if (sounds) tallySound.cell();
  }, [redo, sounds, shown.takenBack]);
  const { last, total } = shown, [again] = shown.takenBack;
  // As long as the counter is open, undo and redo of the window are its own.
  useUndoTarget(useMemo(() => ({
    name: texts.title, isClosed: isSigned, runUndo: takeBack, runRedo: countAgain,
    undo: total === 0 ? undefined : texts.undoes(nameOf(last)), redo: again === undefined ? undefined : texts.redoes(nameOf(again)),
  }), [isSigned, takeBack, countAgain, total, last, again, nameOf]));
  const undoBinding = useMemo((): KeyBinding[] => [{ keys: undoKey, label: texts.undo, group: texts.keys, run: takeBack }], [takeBack]);
  useClassKeys(texts.keys, count, isCounting);
  useKeys(undoBinding, { enabled: isCounting });

  return (
    <PartOfScreen title={texts.title} aside={<Button isPressed={isCounting} isDisabled={isSigned} onPress={() => { setWantsKeys(!wantsKeys); }}>{texts.start}</Button>}>
      <p className="quiet">{isSigned ? differentialTexts.near.signed : texts.hint}</p>
      <div className={styles.state} data-reached={shown.total >= Number(target) || undefined}>
        <p role="status"><b className={styles.total}>{shown.total}</b> {texts.of(target)}{shown.total >= Number(target) && ` · ${texts.targetReached}`}</p>
        <p className="quiet">{last === undefined ? texts.nothing : texts.last(nameOf(last))}</p>
        <Button isDisabled={shown.total === 0 || isSigned} shortcut={isCounting ? undoKey : undefined} onPress={takeBack}>{texts.undo}</Button>
        <Button isDisabled={again === undefined || isSigned} onPress={countAgain}>{texts.redo}</Button>
        <span className={styles.target}><SelectField label={texts.target} value={target} choices={targets.map((value) => ({ value, label: value }))} onChange={setTarget} /></span>
        <CheckField label={texts.sound} checked={sounds} onChange={(sound) => { setSettings.mutate({ settings: { sound } }, { onError: showFailure }); }} />
      </div>
      <div className={styles.keys} role="group" aria-label={texts.keys}>
        {book.codes.map((code) => <TallyButton key={code} code={code} shortcut={keys.get(code)} count={shown.counts[code] ?? 0} isDisabled={isSigned} onTally={count} />)}
      </div>
    </PartOfScreen>
  );
}
