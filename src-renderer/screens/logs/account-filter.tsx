import { Select } from '@mantine/core';

interface Props {
  /** Account id → name. */
  accounts: ReadonlyMap<string, string>;
  /** The chosen one's id; null: all. */
  value: string | null;
  onChange: (account: string | null) => void;
}

const ALL = 'all';

/** Nothing to choose, and nothing shown, until there are two accounts. */
export function AccountFilter({ accounts, value, onChange }: Props) {
  if (accounts.size < 2) return null;
  return (
    <Select
      aria-label="Account"
      w={190}
      allowDeselect={false}
      data={[
        { value: ALL, label: 'All accounts' },
        ...[...accounts].map(([id, label]) => ({ value: id, label })),
      ]}
      value={value ?? ALL}
      onChange={(chosen) => onChange(chosen === ALL ? null : chosen)}
    />
  );
}
