import { ActionIcon, Checkbox } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { useId } from 'react';
import {
  type ActionGroup,
  AUDIT_ACTION_NAMES,
  type AuditAction,
  actionDefinition,
} from '../../../../src-shared/audit-actions.ts';
import { isNotifiable, withActions } from '../../../lib/notifications-form.ts';
import { editForm } from '../../../stores/notifications-form.ts';
import styles from './events.module.css';

interface Props {
  group: ActionGroup;
  subscriptions: string[];
  previewed: AuditAction | null;
  onPreview: (action: AuditAction) => void;
}

const LATER =
  'Nothing in this version records this event yet. Ticked now, it is sent once a later version does.';

export function EventGroup({ group, subscriptions, previewed, onPreview }: Props) {
  const id = useId();
  const actions = AUDIT_ACTION_NAMES.filter((name) => actionDefinition(name).group === group);
  const notifiable = actions.filter(isNotifiable);
  const ticked = notifiable.filter((name) => subscriptions.includes(name)).length;
  return (
    <fieldset className={styles.group} aria-labelledby={id}>
      <div className={styles.groupHead}>
        <h3 id={id} className={styles.groupTitle}>
          {group}
        </h3>
        <Checkbox
          size="xs"
          label="All"
          labelPosition="left"
          aria-label={`All ${group} events`}
          checked={ticked === notifiable.length}
          indeterminate={ticked > 0 && ticked < notifiable.length}
          onChange={(event) => {
            const all = event.currentTarget.checked;
            editForm((form) => withActions(form, notifiable, all));
          }}
        />
      </div>
      <ul className={styles.actions}>
        {actions.map((name) => {
          const definition = actionDefinition(name);
          const never = definition.neverNotified === true;
          return (
            <li key={name} className={styles.action}>
              <Checkbox
                size="xs"
                checked={!never && subscriptions.includes(name)}
                disabled={never}
                label={
                  <>
                    {definition.label} <code className={styles.code}>{name}</code>
                    {definition.planned && (
                      <span className={styles.later} title={LATER}>
                        later
                      </span>
                    )}
                  </>
                }
                description={never ? 'Logged and shown, never itself sent.' : undefined}
                onChange={(event) => {
                  const on = event.currentTarget.checked;
                  editForm((form) => withActions(form, [name], on));
                }}
              />
              {!never && (
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size={22}
                  className={styles.preview}
                  aria-label={`Preview ${definition.label}`}
                  aria-pressed={previewed === name}
                  title="Preview"
                  onClick={() => onPreview(name)}
                >
                  <IconEye size={15} />
                </ActionIcon>
              )}
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}
