import { useId, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { settingsTexts } from '../texts/settings.ts';
import { Button } from '../ui/Button.tsx';

const texts = settingsTexts.logo;
/** What the contract takes of a file, before base64 makes it a third longer. */
const mostBytes = 1_000_000;

function base64Of(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => { resolve((reader.result as string).replace(/^[^,]*,/, '')); };
    reader.onerror = () => { reject(new Error(texts.unreadable)); };
    reader.readAsDataURL(file);
  });
}

/** The picture at the head of the report: shown as it is kept, or as it was chosen until it is saved. */
export function LogoField({ logo, onChange }: { readonly logo: string; readonly onChange: (base64: string) => void }): ReactNode {
  const id = useId();
  const chooser = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string>();
  const take = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    if (file.size > mostBytes) { setProblem(texts.tooLarge); return; }
    try {
      onChange(await base64Of(file));
      setProblem(undefined);
    } catch {
      setProblem(texts.unreadable);
    }
  };
  return (
    <div className="logoField" role="group" aria-labelledby={id} aria-describedby={`${id}-hint`}>
      <span id={id} className="fieldLabel">{texts.title}</span>
      <div className="logoRow">
        {logo === '' ? <span className="quiet">{texts.none}</span> : <img className="logoPicture" src={`data:image/*;base64,${logo}`} alt={texts.shown} />}
        <input ref={chooser} type="file" accept="image/png,image/jpeg" aria-label={texts.choose} hidden onChange={({ target }) => { void take(target.files?.[0]).then(() => { target.value = ''; }); }} />
        <Button onPress={() => chooser.current?.click()}>{texts.choose}</Button>
        {logo !== '' && <Button onPress={() => onChange('')}>{texts.takeAway}</Button>}
      </div>
      <span id={`${id}-hint`} className="quiet">{texts.hint}</span>
      {problem !== undefined && <span className="fieldProblem" role="alert">{problem}</span>}
    </div>
  );
}
