import styles from './field-error.module.css';
import { StatusIcon } from './status-icon.tsx';

/** Why a save was refused, at the part of the form that can mend it. */
export function FieldError({ message }: { message: string | undefined }) {
  if (message === undefined) return null;
  return (
    <p className={styles.error} role="alert" data-form-error>
      <StatusIcon status="unhealthy" word="" size={15} />
      {message}
    </p>
  );
}
