import { Select } from '@mantine/core';
import type { ServiceField } from '../../../src-shared/notification-services.ts';
import { SERVICES } from '../../../src-shared/notification-url/registry.ts';
import { fieldSentence } from '../../lib/target-form.ts';
import styles from './dialog.module.css';
import { ServiceFieldInput } from './service-field-input.tsx';
import type { TargetForm } from './use-target-draft.ts';

/** Whole addresses need the room; everything else stands two to a line. */
const isWide = ({ kind, label }: ServiceField): boolean => kind === 'switch' || label.includes('URL');

export function BuildForm({ form }: { form: TargetForm }) {
  const { draft, problem, editing } = form;
  return (
    <div className={styles.fields}>
      <Select
        label="Service"
        data={SERVICES.map((service) => ({ value: service.id, label: service.label }))}
        value={draft.service.id}
        onChange={(id) => id !== null && form.selectService(id)}
        data-autofocus
      />
      <div className={styles.grid}>
        {draft.service.fields.map((field) => (
          <div key={`${draft.service.id} ${field.name}`} data-wide={isWide(field) || undefined}>
            <ServiceFieldInput
              field={field}
              value={draft.values[field.name] ?? ''}
              keepsSecret={editing}
              error={problem?.field === field.name ? fieldSentence(field.label, problem.message) : undefined}
              onChange={(value) => form.setField(field.name, value)}
            />
          </div>
        ))}
      </div>
    </div>
  );
}
