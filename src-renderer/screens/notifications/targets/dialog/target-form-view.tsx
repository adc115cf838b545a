import { Button, Group, Tabs, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useRef } from 'react';
import { hasNoSecret } from '../../../../lib/target-draft.ts';
import { notifications } from '../../../../stores/notifications.ts';
import { forgetTests } from '../../../../stores/target-tests.ts';
import { toastDone } from '../../../../stores/toasts.ts';
import { BuildForm } from './build-form.tsx';
import { BuiltUrl } from './built-url.tsx';
import styles from './dialog.module.css';
import { PasteForm } from './paste-form.tsx';
import { SecretStoreChoice } from './secret-store-choice.tsx';
import { type DialogInput, useTargetDraft } from './use-target-draft.ts';
import { WhichAlerts } from './which-alerts.tsx';

/** A choice has no field of its own to blame: its message comes into view. */
const BLAMED = '[aria-invalid="true"], [data-form-error], .mantine-InputWrapper-error';

/** After a refusal the first field that is to blame has the focus. */
function useFocusOnRefusal(refusals: number) {
  const root = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (refusals === 0) return;
    const field = root.current?.querySelector<HTMLElement>(BLAMED);
    field?.focus({ preventScroll: true });
    // Its message stands below it, and the buttons must not cover that.
    field?.scrollIntoView({ block: 'center' });
  }, [refusals]);
  return root;
}

export function TargetFormView({ input, onClose }: { input: DialogInput; onClose: () => void }) {
  const form = useTargetDraft(input);
  const { draft, busy, built } = form;
  const root = useFocusOnRefusal(form.refusals);
  const save = async () => {
    const saved = await form.save();
    if (saved === null) return;
    forgetTests([saved.id]);
    await notifications.refresh();
    toastDone(`${saved.label || saved.serviceLabel} saved.`);
    onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void form.generate();
  };
  return (
    <form ref={root} className={styles.form} onSubmit={submit} noValidate>
      <div className={`${styles.scroll} ${styles.fields}`}>
        <Tabs value={draft.tab} onChange={(tab) => form.setTab(tab === 'paste' ? 'paste' : 'build')}>
          <Tabs.List>
            <Tabs.Tab value="build">Build</Tabs.Tab>
            <Tabs.Tab value="paste">Paste URL</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="build" pt="md">
            <BuildForm form={form} onClose={onClose} />
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
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          autoComplete="off"
          onChange={(event) => form.setPlain({ label: event.currentTarget.value })}
        />
        {hasNoSecret(draft) ? (
          <p className={styles.recognised}>
            Nothing secret is stored with this target: its password is the one under Settings → Mailbox
            Password Reset.
          </p>
        ) : (
          <SecretStoreChoice form={form} keychain={input.keychain} taken={input.takenVariables} />
        )}
        <WhichAlerts form={form} />
      </div>
      <div className={styles.footer}>
        <BuiltUrl form={form} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" variant={built === null ? 'filled' : 'default'} loading={busy === 'generate'}>
            Generate URL
          </Button>
          <Button
            variant={built === null ? 'default' : 'filled'}
            loading={busy === 'save'}
            disabled={built?.accepted === false}
            onClick={() => void save()}
          >
            Save to app
          </Button>
        </Group>
      </div>
    </form>
  );
}
