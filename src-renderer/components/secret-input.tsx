import { PasswordInput, type PasswordInputProps } from '@mantine/core';

interface Props extends Omit<PasswordInputProps, 'visibilityToggleButtonProps'> {
  /** "Show or hide …": names the eye. */
  names: string;
}

/** A password field that, unlike Mantine's own, tells assistive technology when what it holds was refused. */
export const SecretInput = ({ names, ...props }: Props) => (
  <PasswordInput
    autoComplete="off"
    {...props}
    aria-invalid={props.error ? true : undefined}
    visibilityToggleFocusable
    visibilityToggleButtonProps={{ 'aria-label': `Show or hide ${names}` }}
  />
);
