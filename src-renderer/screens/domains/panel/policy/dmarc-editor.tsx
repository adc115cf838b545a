import { Button, SegmentedControl } from '@mantine/core';
import type { FormEvent } from 'react';
import { FieldError } from '../../../../components/field-error.tsx';
import type { PolicyForm } from '../../../../lib/policy-form.ts';
import { go } from '../../../../stores/navigation.ts';
import { DmarcFields } from './dmarc-fields.tsx';
import styles from './policy.module.css';
import type { usePolicyForm } from './use-policy-form.ts';

interface Props {
  editor: ReturnType<typeof usePolicyForm>;
  form: PolicyForm;
  dmarcDefault: string;
}

const CHOICES = [
  { value: 'default', label: 'The default' },
  { value: 'own', label: 'A record of its own' },
];

/** The default, or a record of its own as fields and as text, which always say the same. */
export function DmarcEditor({ editor, form, dmarcDefault }: Props) {
  const { dirty, problems, saving, refused } = editor;
  const wrong = Object.keys(problems).length > 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void editor.save();
  };
  return (
    <form className={styles.editor} aria-label="DMARC policy" onSubmit={submit} noValidate>
      <SegmentedControl
        aria-label="Which DMARC record"
        data={CHOICES}
        fullWidth
        value={form.own ? 'own' : 'default'}
        onChange={(value) => editor.edit({ own: value === 'own' })}
      />
      {form.own ? (
        <DmarcFields
          record={form.record}
          problems={problems}
          onChange={(record) => editor.edit({ record })}
        />
      ) : (
        <div className={styles.default}>
          <code className="mono">{dmarcDefault}</code>
          <p>
            For every domain without a record of its own.{' '}
            <Button
              variant="subtle"
              size="compact-xs"
              onClick={() => go({ screen: 'settings', section: 'DNS' })}
            >
              Change the default
            </Button>
          </p>
        </div>
      )}
      <FieldError message={refused ?? undefined} />
      <div className={styles.buttons}>
        <Button type="submit" size="xs" loading={saving} disabled={!dirty || wrong}>
          Save policy
        </Button>
        <Button variant="default" size="xs" onClick={editor.close}>
          {dirty ? 'Discard' : 'Close'}
        </Button>
        <span className={styles.when}>Counts from the next check on.</span>
      </div>
    </form>
  );
}
