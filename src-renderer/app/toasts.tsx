import { Button, CloseButton } from '@mantine/core';
import { StatusIcon } from '../components/status-icon.tsx';
import { dismissToast, useToasts } from '../stores/toasts.ts';
import styles from './toasts.module.css';

/** Results of what was just done, with the way back where there is one. */
export function Toasts() {
  const toasts = useToasts((state) => state.toasts);
  return (
    <div className={styles.toasts} role="status" aria-live="polite">
      {toasts.map((toast) => (
        <div key={toast.id} className={styles.toast}>
          <StatusIcon status={toast.kind === 'done' ? 'healthy' : 'unhealthy'} word="" size={17} />
          <p className={styles.text}>{toast.message}</p>
          {toast.undo !== undefined && (
            <Button
              variant="subtle"
              size="xs"
              onClick={() => {
                toast.undo?.();
                dismissToast(toast.id);
              }}
            >
              Undo
            </Button>
          )}
          {toast.action !== undefined && (
            <Button variant="subtle" size="xs" onClick={toast.action.run}>
              {toast.action.label}
            </Button>
          )}
          <CloseButton size="sm" aria-label="Dismiss" onClick={() => dismissToast(toast.id)} />
        </div>
      ))}
    </div>
  );
}
