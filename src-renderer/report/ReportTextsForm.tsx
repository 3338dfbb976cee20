import { Fragment } from 'react';
import type { ReactNode } from 'react';
import { reportTexts } from '../texts/report.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { TextField } from '../ui/TextField.tsx';
import type { FieldSaver, SavingState } from './fieldSaver.ts';
import { problemOfField, reportFieldGroups } from './reportFields.ts';
import type { FieldPlace } from './reportFields.ts';
import styles from './ReportTextsForm.module.css';

const texts = reportTexts.texts;
const stateWords: Readonly<Record<SavingState, string>> = { saved: texts.saved, typing: texts.typing, saving: texts.saving, failed: texts.failed, refused: texts.failed };

interface ReportTextsFormProps { readonly saver: FieldSaver; readonly state: SavingState; readonly specimen: 'marrow' | 'blood'; readonly isReadOnly: boolean }

/** The texts of the report, kept as they are typed. */
export function ReportTextsForm({ saver, state, specimen, isReadOnly }: ReportTextsFormProps): ReactNode {
  return (
    <section className={styles.form} aria-labelledby="report-texts">
      <header className={styles.head}><h3 id="report-texts">{texts.title}</h3>{!isReadOnly && <span className={styles.state} data-state={state} role="status">{stateWords[state]}</span>}</header>
      {state === 'failed' && <Button onPress={() => { void saver.flush(); }}>{texts.saveNow}</Button>}
      {isReadOnly && <p className="quiet">{texts.readOnly}</p>}
      {reportFieldGroups(specimen).map(({ section, fields }) => (
        <fieldset key={section} className={styles.group} onBlur={() => { void saver.flush(); }}>
          <legend>{texts.sections[section]}</legend>
          {fields.map(({ place, label, rows }) => (
            <Fragment key={place}>
              <TextField label={label} rows={rows} value={saver.textOf(place)} isReadOnly={isReadOnly} problem={problemOfField(place, saver.textOf(place))} onChange={(text) => { saver.type(place, text); }} />
              <Dispute saver={saver} place={place} label={label} />
            </Fragment>
          ))}
        </fieldset>
      ))}
    </section>
  );
}

/** What somebody wrote elsewhere into a field that is being written here, and the choice between the two. */
function Dispute({ saver, place, label }: { readonly saver: FieldSaver; readonly place: FieldPlace; readonly label: string }): ReactNode {
  const theirs = saver.getView().disputed.get(place);
  if (theirs === undefined) return null;
  return (
    <div className={styles.dispute}>
      <Notice sentence={texts.changedElsewhere(label)} remedy={theirs === '' ? texts.theirsEmpty : texts.theirs(theirs)} />
      <div className={styles.choice}>
        <Button onPress={() => { void saver.keepMine(place); }}>{texts.keepMine}</Button>
        <Button onPress={() => { saver.takeTheirs(place); }}>{texts.takeTheirs}</Button>
      </div>
    </div>
  );
}
