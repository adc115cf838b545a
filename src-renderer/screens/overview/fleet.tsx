import { IconWorld } from '@tabler/icons-react';
import { type RefObject, useMemo } from 'react';
import { DomainTable } from '../../components/domain-table/domain-table.tsx';
import { DomainTableSkeleton } from '../../components/domain-table/domain-table-skeleton.tsx';
import { Section } from '../../components/section.tsx';
import { EmptyState, ErrorState } from '../../components/states.tsx';
import { troubleFirst } from '../../lib/fleet.ts';
import { useAccountLabels } from '../../stores/account-labels.ts';
import { type DomainKey, domains } from '../../stores/domains.ts';

interface Props {
  open: DomainKey | null;
  onOpen: (domain: DomainKey | null) => void;
  scroll: RefObject<HTMLDivElement | null>;
}

/** All domains, trouble first. To search and to sort them there is a screen of their own. */
export function Fleet({ open, onOpen, scroll }: Props) {
  const { value, error } = domains.use();
  const accounts = useAccountLabels();
  const rows = useMemo(() => troubleFirst(value ?? []), [value]);
  return (
    <Section title="Domains" bare={value === null || value.length > 0}>
      {error !== null && <ErrorState failure={error} retry={() => void domains.refresh()} />}
      {value === null && error === null && <DomainTableSkeleton />}
      {value?.length === 0 && (
        <EmptyState compact icon={<IconWorld size={20} />} title="No domains yet">
          After the first DNS health scan each domain of the account stands here with one cell per check.
        </EmptyState>
      )}
      {rows.length > 0 && (
        <DomainTable rows={rows} open={open} onOpen={onOpen} scroll={scroll} accounts={accounts} />
      )}
    </Section>
  );
}
