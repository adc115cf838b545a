import { NumberInput } from '@mantine/core';

interface Props {
  label: string;
  min: number;
  max: number;
  value: number | '';
  error: string | undefined;
  onChange: (value: number | '') => void;
}

/** Takes what is typed, also what is out of range: the reason is said on saving, nothing is changed behind the back. */
export function NumberField({ label, min, max, value, error, onChange }: Props) {
  return (
    <NumberInput
      label={label}
      min={min}
      max={max}
      clampBehavior="none"
      allowDecimal={false}
      allowNegative={false}
      value={value}
      error={error}
      onChange={(next) => onChange(typeof next === 'number' ? next : '')}
    />
  );
}
