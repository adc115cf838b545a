import { type ReactNode, useId } from 'react';
import styles from './section.module.css';

interface Props {
  title: string;
  /** One line below the title: what this is for. */
  hint?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  /** Without the frame, for what brings its own. */
  bare?: boolean;
}

/** A titled region; its name is its heading. */
export function Section({ title, hint, actions, children, bare = false }: Props) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <header className={styles.header}>
        <div className={styles.titles}>
          <h2 id={id} className={styles.title}>
            {title}
          </h2>
          {hint !== undefined && <p className={styles.hint}>{hint}</p>}
        </div>
        {actions}
      </header>
      <div className={bare ? undefined : styles.card}>{children}</div>
    </section>
  );
}
