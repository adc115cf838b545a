import type { ServiceDescription } from '../../../../../src-shared/service-catalogue.ts';
import { ExternalLink } from '../../../../components/external-link.tsx';
import { StatusIcon } from '../../../../components/status-icon.tsx';
import styles from './dialog.module.css';

/** Below the choice of one of Apprise's own services: where it is described, and what it lacks here. */
export function ServiceNote({ description }: { description: ServiceDescription | null }) {
  if (description === null) return null;
  const { label, missing, setupUrl } = description;
  return (
    <div className={styles.serviceNote}>
      {missing !== null && (
        <p className={styles.verdict}>
          <StatusIcon status="degraded" word="" size={15} />
          {missing}
        </p>
      )}
      {setupUrl !== null && (
        <p>
          The fields are Apprise’s own for this service.{' '}
          <ExternalLink url={setupUrl} label={`How to set up ${label}`} />
        </p>
      )}
    </div>
  );
}
