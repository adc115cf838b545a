import { PasswordInput, Select, Switch, TextInput } from '@mantine/core';
import type { ServiceField } from '../../../src-shared/notification-services.ts';

interface Props {
  field: ServiceField;
  value: string;
  /** While editing, an empty secret stays as it is stored. */
  keepsSecret: boolean;
  error: string | undefined;
  onChange: (value: string) => void;
}

const ORDER: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'error', 'description'];

const capitalized = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** One field of a service's form, by its kind. */
export function ServiceFieldInput({ field, value, keepsSecret, error, onChange }: Props) {
  const common = {
    label: field.label,
    description: field.help,
    placeholder: field.placeholder,
    error,
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
          description={field.help}
          checked={value === 'true'}
          error={error}
          onChange={(event) => onChange(String(event.currentTarget.checked))}
        />
      );
    case 'select':
      return (
        <Select
          {...common}
          data={(field.options ?? []).map((option) => ({ value: option, label: capitalized(option) }))}
          value={value}
          onChange={(next) => onChange(next ?? '')}
        />
      );
    case 'secret':
      return (
        <PasswordInput
          {...common}
          value={value}
          placeholder={keepsSecret ? 'Unchanged' : field.placeholder}
          visibilityToggleButtonProps={{ 'aria-label': `Show or hide ${field.label.toLowerCase()}` }}
          onChange={text}
        />
      );
    case 'number':
      return <TextInput {...common} inputMode="numeric" value={value} onChange={text} />;
    default:
      return <TextInput {...common} value={value} onChange={text} />;
  }
}
