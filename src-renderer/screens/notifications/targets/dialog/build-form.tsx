import { Button } from '@mantine/core';
import type { ServiceField } from '../../../../../src-shared/notification-services.ts';
import { Disclosure } from '../../../../components/disclosure.tsx';
import { inReadingOrder } from '../../../../lib/generic-fields.ts';
import {
  askedFields,
  changedCount,
  isGeneric,
  isWide,
  usesResetSmtp,
} from '../../../../lib/service-fields.ts';
import { isPasteOnly } from '../../../../lib/target-draft.ts';
import styles from './dialog.module.css';
import { PasteOnly } from './paste-only.tsx';
import { ResetSmtpNote } from './reset-smtp-note.tsx';
import { ServiceFieldInput } from './service-field-input.tsx';
import { ServiceNote } from './service-note.tsx';
import { ServicePicker } from './service-picker.tsx';
import type { TargetForm } from './use-target-draft.ts';

/** The service and its fields; what is rarely needed is folded away. */
export function BuildForm({ form, onClose }: { form: TargetForm; onClose: () => void }) {
  const { draft, errors, foreign } = form;
  const asked = askedFields(draft.service, draft.values);
  const fields = isGeneric(draft.service) ? inReadingOrder(asked) : asked;
  const advanced = fields.filter((field) => field.advanced);
  const changed = changedCount(advanced, draft.values);
  return (
    <div className={styles.fields}>
      <ServicePicker form={form} />
      <ServiceNote description={draft.description} />
      {foreign !== null && (
        <div className={styles.note} role="status">
          <span>That is an address of {foreign.service.label}.</span>
          <Button
            size="xs"
            variant="default"
            onClick={() => form.selectService(foreign.service, null, foreign.fields)}
          >
            Use the form for {foreign.service.label}
          </Button>
        </div>
      )}
      {isPasteOnly(draft) && draft.description !== null ? (
        <PasteOnly description={draft.description} onPaste={() => form.setTab('paste')} />
      ) : (
        <FieldGrid form={form} fields={fields.filter((field) => !field.advanced)} />
      )}
      {usesResetSmtp(draft.service, draft.values) && <ResetSmtpNote onClose={onClose} />}
      {draft.description !== null && !isPasteOnly(draft) && draft.description.pasteOnly.length > 0 && (
        <Disclosure
          key={`${draft.service.id} addresses`}
          title="Addresses that a form cannot express"
          summary={`${draft.description.pasteOnly.length}`}
        >
          <PasteOnly description={draft.description} onPaste={() => form.setTab('paste')} />
        </Disclosure>
      )}
      {advanced.length > 0 && (
        <Disclosure
          key={draft.service.id}
          title="More options"
          summary={
            changed === 0 ? `${advanced.length} with defaults` : `${changed} of ${advanced.length} set`
          }
          forceOpen={advanced.some(({ name }) => errors[name] !== undefined)}
        >
          <FieldGrid form={form} fields={advanced} />
        </Disclosure>
      )}
    </div>
  );
}

function FieldGrid({ form, fields }: { form: TargetForm; fields: readonly ServiceField[] }) {
  const { draft, errors, keeps } = form;
  if (fields.length === 0) return null;
  return (
    <div className={styles.grid}>
      {fields.map((field) => (
        <div key={`${draft.service.id} ${field.name}`} data-wide={isWide(field) || undefined}>
          <ServiceFieldInput
            service={draft.service}
            field={field}
            value={draft.values[field.name] ?? ''}
            keepsSecret={keeps}
            error={errors[field.name]}
            onChange={(value) => form.setField(field.name, value)}
          />
        </div>
      ))}
    </div>
  );
}
