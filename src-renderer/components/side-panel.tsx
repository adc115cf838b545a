import { CloseButton, Skeleton } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import styles from './side-panel.module.css';

interface Props {
  title: string;
  /** Accessible name of the panel; absent: its title. */
  label?: string;
  /** A shape before the title. */
  icon?: ReactNode;
  /** Facts below the title; absent: they are still to come. */
  meta: ReactNode;
  actions?: ReactNode;
  onClose: () => void;
  children: ReactNode;
}

/** A dialog, a list to choose from or a menu takes Escape first; closed ones stay in the page, unseen. */
const somethingOpen = (): boolean =>
  [...document.querySelectorAll('[role="dialog"], [role="listbox"], [role="menu"]')].some(
    (element) => element.getClientRects().length > 0,
  );

/** Detail on the right; the list stays visible and usable. Escape closes it and gives the focus back. */
export function SidePanel({ title, label = title, icon, meta, actions, onClose, children }: Props) {
  const panel = useRef<HTMLElement>(null);
  const close = useRef(onClose);
  close.current = onClose;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another title is another subject: begin at its top
  useEffect(() => {
    panel.current?.querySelector('[data-panel-body]')?.scrollTo({ top: 0 });
  }, [title]);
  useEffect(() => {
    const before = document.activeElement;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      if (somethingOpen()) return;
      close.current();
    };
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
      // Who has gone elsewhere meanwhile, to the row of the next panel for one, stays there.
      const isLost = document.activeElement === null || document.activeElement === document.body;
      if (isLost && before instanceof HTMLElement && before.isConnected)
        before.focus({ preventScroll: true });
    };
  }, []);
  return (
    <aside ref={panel} className={styles.panel} aria-label={label}>
      <header className={styles.header}>
        <div className={styles.heading}>
          <h2 className={styles.title} title={title}>
            {icon}
            {title}
          </h2>
          <div className={styles.meta}>{meta ?? <Skeleton h={14} w={180} />}</div>
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
        <CloseButton className={styles.close} aria-label="Close panel" onClick={onClose} />
      </header>
      <div className={styles.body} data-panel-body>
        {children}
      </div>
    </aside>
  );
}
