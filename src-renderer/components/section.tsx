import { type ReactNode, useEffect, useId, useRef } from 'react';
import { sectionShown, useNavigation } from '../stores/navigation.ts';
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

/** What stands above may still be loading, and would push this out of view again. */
const SETTLE_MS = 120;

/** Where a link elsewhere asks for this section: into view, with the focus on its heading. */
function useAskedFor(title: string) {
  const heading = useRef<HTMLHeadingElement>(null);
  const asked = useNavigation((state) => state.place.section === title);
  useEffect(() => {
    if (!asked) return;
    const timer = setTimeout(() => {
      heading.current?.scrollIntoView({ block: 'start' });
      heading.current?.focus({ preventScroll: true });
      sectionShown();
    }, SETTLE_MS);
    return () => clearTimeout(timer);
  }, [asked]);
  return heading;
}

/** A titled region; its name is its heading. */
export function Section({ title, hint, actions, children, bare = false }: Props) {
  const id = useId();
  const heading = useAskedFor(title);
  return (
    <section className={styles.section} aria-labelledby={id}>
      <header className={styles.header}>
        <div className={styles.titles}>
          <h2 ref={heading} id={id} className={styles.title} tabIndex={-1}>
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
