import { Button, Group, Modal, Tabs, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import type { NotificationsView, TargetView } from '../../../src-shared/views.ts';
import { notifications } from '../../stores/notifications.ts';
import { toastDone } from '../../stores/toasts.ts';
import { BuildForm } from './build-form.tsx';
import { BuiltUrl } from './built-url.tsx';
import styles from './dialog.module.css';
import { PasteForm } from './paste-form.tsx';
import { SecretStoreChoice } from './secret-store-choice.tsx';
import { type DialogTab, useTargetDraft } from './use-target-draft.ts';

interface Props {
  /** The target to edit; null for a new one. */
  target: TargetView | null;
  keychain: NotificationsView['keychain'];
  onClose: () => void;
}

export function TargetDialog({ target, keychain, onClose }: Props) {
  const form = useTargetDraft(target, keychain);
  const { draft, busy, built, problem } = form;
  const save = async () => {
    const saved = await form.save();
    if (saved === null) return;
    await notifications.refresh();
    toastDone(`${saved.label || saved.serviceLabel} saved.`);
    onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void form.generate();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={target === null ? 'Add target' : 'Edit target'}
      size={560}
      yOffset="6vh"
    >
      <form onSubmit={submit} noValidate>
        <div className={styles.fields}>
          <Tabs value={draft.tab} onChange={(tab) => form.change({ tab: tab as DialogTab })}>
            <Tabs.List>
              <Tabs.Tab value="build">Build</Tabs.Tab>
              <Tabs.Tab value="paste">Paste URL</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="build" pt="md">
              <BuildForm form={form} />
            </Tabs.Panel>
            <Tabs.Panel value="paste" pt="md">
              <PasteForm form={form} />
            </Tabs.Panel>
          </Tabs>
          <TextInput
            label="Label"
            description="What you want to call it, such as “My phone”. May stay empty."
            value={draft.label}
            maxLength={200}
            onChange={(event) => form.change({ label: event.currentTarget.value })}
          />
          <SecretStoreChoice form={form} keychain={keychain} />
        </div>
        <div className={styles.footer}>
          <BuiltUrl form={form} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button
              type="submit"
              variant={built === null ? 'filled' : 'default'}
              loading={busy === 'generate'}
            >
              Generate URL
            </Button>
            <Button
              variant={built === null ? 'default' : 'filled'}
              loading={busy === 'save'}
              disabled={built?.accepted === false || (problem !== null && built === null)}
              onClick={() => void save()}
            >
              Save to app
            </Button>
          </Group>
        </div>
      </form>
    </Modal>
  );
}
