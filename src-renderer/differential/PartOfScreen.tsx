import { useId } from 'react';
import type { ReactNode } from 'react';
import styles from './PartOfScreen.module.css';

/** A titled part of the screen, a landmark for screen readers. `aside` stands at the right of its title. */
export function PartOfScreen({ title, aside, children }: { readonly title: string; readonly aside?: ReactNode; readonly children: ReactNode }): ReactNode {
  const id = useId();
  return (
    <section className={styles.part} aria-labelledby={id}>
      <header className={styles.head}><h3 id={id}>{title}</h3>{aside}</header>
      {children}
    </section>
  );
}
