import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { copyText } from '../lib/copy-text.ts';
import { toastFailure } from '../stores/toasts.ts';

interface Props {
  text: string;
  /** What is copied, for the accessible name: "Copy the expected MX record". */
  label: string;
  /** Shows the label instead of the icon alone. */
  words?: string;
  copy?: (text: string) => Promise<boolean>;
}

const SHOWN_MS = 1500;

export function CopyButton({ text, label, words, copy = copyText }: Props) {
  const [copied, setCopied] = useState(false);
  const run = async () => {
    if (!(await copy(text)))
      return toastFailure('Nothing was copied: the system refused access to its clipboard.');
    setCopied(true);
    setTimeout(() => setCopied(false), SHOWN_MS);
  };
  const icon = copied ? <IconCheck size={14} /> : <IconCopy size={14} />;
  if (words !== undefined) {
    return (
      <Button variant="default" size="xs" leftSection={icon} onClick={() => void run()}>
        {copied ? 'Copied' : words}
      </Button>
    );
  }
  return (
    <Tooltip label={copied ? 'Copied' : label}>
      <ActionIcon variant="subtle" color="gray" size="sm" aria-label={label} onClick={() => void run()}>
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}
