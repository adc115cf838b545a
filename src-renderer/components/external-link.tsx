import { UnstyledButton } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { call } from '../ipc.ts';
import { toastFailure } from '../stores/toasts.ts';
import styles from './external-link.module.css';

interface Props {
  url: string;
  label: string;
  /** What it belongs to, for the accessible name: several links of a form say the same. */
  about?: string;
}

/** Opens a page in the person's browser; main decides which addresses may. */
export function ExternalLink({ url, label, about }: Props) {
  const open = async () => {
    const answer = await call('app.openExternal', url);
    if (!answer.ok) toastFailure(answer);
  };
  return (
    <UnstyledButton className={styles.link} title={url} onClick={() => void open()}>
      {label}
      {about !== undefined && <span className="visually-hidden"> ({about})</span>}
      <IconExternalLink size={13} aria-hidden="true" />
    </UnstyledButton>
  );
}
