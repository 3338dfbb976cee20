import type { ReactNode } from 'react';
import type { SignedReport } from '#shared/contract/reportCommands.ts';
import { reportTexts } from '../texts/report.ts';
import { Button } from '../ui/Button.tsx';
import { writtenMoment } from '../texts/writtenMoment.ts';
import styles from './ReportState.module.css';

const texts = reportTexts.versions;

interface VersionListProps {
  readonly versions: readonly SignedReport[];
  /** Whether there is an unsigned state after the last version. */
  readonly isOpen: boolean;
  /** The version shown; undefined for the unsigned state. */
  readonly shown?: number;
  readonly onShow: (version: number | undefined) => void;
}

/** Everything that was signed, newest first, and what stands unsigned. Any of it can be looked at. */
export function VersionList({ versions, isOpen, shown, onShow }: VersionListProps): ReactNode {
  return (
    <section aria-labelledby="report-versions" className={styles.versions}>
      <h3 id="report-versions">{texts.title}</h3>
      <ol className={styles.list} reversed>
        {isOpen && <li><Button kind="quiet" isPressed={shown === undefined} onPress={() => { onShow(undefined); }}>{texts.currentAmended}</Button></li>}
        {versions.toReversed().map(({ version, signedBy, signedAt, reason, tampered }) => (
          <li key={version}>
            <Button kind="quiet" isPressed={shown === version} onPress={() => { onShow(version); }}>{texts.version(version)}</Button>
            {tampered !== undefined && <b className={styles.tampered}>! {texts.tampered}</b>}
            <span className="quiet">{texts.signedBy(signedBy, writtenMoment(signedAt))}{reason !== undefined && ` · ${reason}`}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
