import { Combobox, type ComboboxStore } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useDeferredValue, useEffect, useId, useMemo } from 'react';
import { type ServiceEntry, searchServices } from '../../../../lib/service-search.ts';
import { catalogue } from '../../../../stores/catalogue.ts';
import { CatalogueState } from './catalogue-state.tsx';
import { entryOf, OWN_ENTRIES, serviceIcon } from './service-entries.tsx';
import styles from './service-picker.module.css';

interface Props {
  search: string;
  chosen: string;
  combobox: ComboboxStore;
}

const NONE: readonly ServiceEntry[] = [];

/** Mounted while the list is open: Apprise is asked for its services then, not before. */
export function ServiceOptions({ search, chosen, combobox }: Props) {
  const { value } = catalogue.use();
  const more = useMemo(() => (value?.services ?? []).map(entryOf), [value]);
  const searching = search.trim() !== '';
  // The best match comes first, wherever it is from: Enter takes it.
  const own = searching ? searchServices([...OWN_ENTRIES, ...more], search) : OWN_ENTRIES;
  // Some 160 rows: those at the top are there at once. A search ends them at once, too: for as
  // long as they lag behind, a match would stand twice, as the answer and in its old place.
  const lagging = useDeferredValue(searching ? NONE : more, NONE);
  const others = searching ? NONE : lagging;
  const { selectFirstOption, updateSelectedOptionIndex } = combobox;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another search or catalogue shows other options
  useEffect(() => {
    if (!searching) updateSelectedOptionIndex('active', { scrollIntoView: true });
    else selectFirstOption();
  }, [search, more]);
  const option = (entry: ServiceEntry) => (
    <ServiceOption key={entry.id} entry={entry} chosen={entry.id === chosen} />
  );
  return (
    <>
      <Combobox.Options className={styles.options} aria-label="Services">
        {own.map(option)}
        {others.length > 0 && (
          <Combobox.Group label={`More services (${others.length})`}>{others.map(option)}</Combobox.Group>
        )}
        {own.length + others.length === 0 && value !== null && (
          // An option that cannot be chosen: a list of options may hold nothing else.
          <Combobox.Option value="" disabled>
            No service matches “{search.trim()}”.
          </Combobox.Option>
        )}
      </Combobox.Options>
      <CatalogueState />
    </>
  );
}

function ServiceOption({ entry, chosen }: { entry: ServiceEntry; chosen: boolean }) {
  const id = useId();
  const Icon = serviceIcon(entry.id);
  return (
    <Combobox.Option
      value={entry.id}
      disabled={entry.missing !== null}
      active={chosen}
      aria-selected={chosen}
      aria-labelledby={id}
      aria-describedby={`${id}-hint`}
    >
      <Icon size={17} aria-hidden="true" className={styles.icon} />
      <span id={id} className={styles.name}>
        {entry.label}
      </span>
      <span id={`${id}-hint`} className={styles.hint} data-missing={entry.missing !== null || undefined}>
        {entry.missing ?? entry.hint}
      </span>
      {chosen && <IconCheck size={15} aria-hidden="true" />}
    </Combobox.Option>
  );
}
