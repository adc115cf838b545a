import { Modal, Skeleton } from '@mantine/core';
import { genericService } from '../../../../../src-shared/notification-url/generic/generic-service.ts';
import { findService, SERVICES } from '../../../../../src-shared/notification-url/registry.ts';
import type { NotificationsView } from '../../../../../src-shared/views/notifications.ts';
import type { TargetView } from '../../../../../src-shared/views/targets.ts';
import { isGeneric } from '../../../../lib/service-fields.ts';
import { catalogue } from '../../../../stores/catalogue.ts';
import styles from './dialog.module.css';
import { TargetFormView } from './target-form-view.tsx';
import type { DialogInput } from './use-target-draft.ts';

export interface TargetDialogProps {
  /** The target to edit; null for a new one. */
  target: TargetView | null;
  targets: readonly TargetView[];
  keychain: NotificationsView['keychain'];
  onClose: () => void;
}

export function TargetDialog({ target, targets, keychain, onClose }: TargetDialogProps) {
  const takenVariables = targets.flatMap(({ id, envVariable }) =>
    envVariable === null || id === target?.id ? [] : [envVariable],
  );
  const common = { target, keychain, takenVariables };
  const ofApprise = target !== null && isGeneric({ id: target.service });
  return (
    <Modal
      opened
      onClose={onClose}
      // A click beside it would throw away what was typed.
      closeOnClickOutside={false}
      title={target === null ? 'Add target' : 'Edit target'}
      size={600}
      yOffset="min(5vh, 40px)"
      classNames={{ content: styles.content, header: styles.header, body: styles.body }}
    >
      {ofApprise ? (
        <AppriseTarget target={target} input={common} onClose={onClose} />
      ) : (
        <TargetFormView
          input={{ ...common, service: ownService(target), description: null }}
          onClose={onClose}
        />
      )}
    </Modal>
  );
}

function ownService(target: TargetView | null) {
  const service = (target && findService(target.service)) ?? SERVICES[0];
  if (service === undefined) throw new Error('No notification service is registered.');
  return service;
}

interface AppriseProps {
  target: TargetView;
  input: Omit<DialogInput, 'service' | 'description'>;
  onClose: () => void;
}

/** The form of a stored target of one of Apprise's own services is made from what Apprise says of it now. */
function AppriseTarget({ target, input, onClose }: AppriseProps) {
  const { value, error } = catalogue.use();
  if (value === null && error === null) {
    return (
      <div className={`${styles.scroll} ${styles.fields}`} role="status" aria-label="Loading the form">
        {[52, 52, 52, 120].map((height, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no other identity
          <Skeleton key={index} h={height} radius="md" />
        ))}
      </div>
    );
  }
  const description = value?.services.find(({ schema }) => target.service === `apprise:${schema}`) ?? null;
  const service = description === null ? ownService(null) : genericService(description);
  return <TargetFormView input={{ ...input, service, description }} onClose={onClose} />;
}
