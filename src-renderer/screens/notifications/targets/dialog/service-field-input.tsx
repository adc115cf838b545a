import { Select, Switch, TextInput } from '@mantine/core';
import type { NotificationService, ServiceField } from '../../../../../src-shared/notification-services.ts';
import { ExternalLink } from '../../../../components/external-link.tsx';
import { SecretInput } from '../../../../components/secret-input.tsx';
import { commonHelp } from '../../../../lib/generic-fields.ts';
import { isGeneric } from '../../../../lib/service-fields.ts';

interface Props {
  service: NotificationService;
  field: ServiceField;
  value: string;
  /** While editing, an empty secret stays as it is stored. */
  keepsSecret: boolean;
  error: string | undefined;
  onChange: (value: string) => void;
}

const ORDER: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'error', 'description'];

const capitalized = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** What to write here, and where it is found. */
function Help({ field, text }: { field: ServiceField; text: string | undefined }) {
  return (
    <>
      {text} {field.link && <ExternalLink {...field.link} about={field.label} />}
    </>
  );
}

/** One field of a service's form, by its kind. */
export function ServiceFieldInput({ service, field, value, keepsSecret, error, onChange }: Props) {
  const help =
    field.help ??
    (isGeneric(service) ? commonHelp(field.name) : undefined) ??
    (field.kind === 'list' ? 'Several: separated by commas.' : undefined);
  const explained = help !== undefined || field.link !== undefined;
  const description = explained ? <Help field={field} text={help} /> : undefined;
  const common = {
    label: field.label,
    description,
    placeholder: field.placeholder,
    error,
    required: field.required === true,
    // Our own forms say what may stay empty; Apprise's own descriptions do not.
    withAsterisk: field.required === true && isGeneric(service),
    autoComplete: 'off',
    spellCheck: false,
    // Below the input, so that two fields in one line stand level.
    inputWrapperOrder: ORDER,
  };
  const text = (event: { currentTarget: HTMLInputElement }) => onChange(event.currentTarget.value);
  switch (field.kind) {
    case 'switch':
      return (
        <Switch
          label={field.label}
          description={description}
          checked={value === 'true'}
          error={error}
          onChange={(event) => onChange(String(event.currentTarget.checked))}
        />
      );
    case 'select':
      return (
        <Select
          {...common}
          data={(field.options ?? []).map((option) => ({
            value: option,
            // Apprise's own words are what its documentation says; ours are words.
            label: isGeneric(service) ? option.replace('{schema}://', '') : capitalized(option),
          }))}
          value={value}
          onChange={(next) => onChange(next ?? '')}
        />
      );
    case 'secret':
      return (
        <SecretInput
          {...common}
          required={field.required === true && !keepsSecret}
          value={value}
          placeholder={keepsSecret ? 'Leave empty to keep it' : field.placeholder}
          names={field.label.toLowerCase()}
          onChange={text}
        />
      );
    case 'number':
      return <TextInput {...common} inputMode="numeric" value={value} onChange={text} />;
    default:
      return <TextInput {...common} value={value} onChange={text} />;
  }
}
