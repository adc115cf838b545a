import type { ReactNode, Ref } from 'react';
import styles from './page.module.css';

interface Props {
  title: string;
  /** Beside or instead of the plain title. */
  heading?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  /** Stays at the bottom while the page scrolls. */
  footer?: ReactNode;
  panel?: ReactNode;
  scrollRef?: Ref<HTMLDivElement>;
  /** Forms read better narrow. */
  narrow?: boolean;
}

/** One screen: heading, scrolling content of at most 1,280 px, and room for a panel on the right. */
export function Page({ title, heading, actions, children, footer, panel, scrollRef, narrow = false }: Props) {
  return (
    <div className={styles.page}>
      <main className={styles.main} aria-label={title}>
        <div className={styles.scroll} ref={scrollRef}>
          <div className={narrow ? styles.narrow : styles.content}>
            <header className={styles.header}>
              <div className={styles.heading}>{heading ?? <h1 className={styles.title}>{title}</h1>}</div>
              {actions}
            </header>
            {children}
          </div>
        </div>
        {footer}
      </main>
      {panel}
    </div>
  );
}
