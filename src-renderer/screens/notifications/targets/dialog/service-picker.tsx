import { Combobox, InputBase, useCombobox } from '@mantine/core';
import { useState } from 'react';
import { genericService } from '../../../../../src-shared/notification-url/generic/generic-service.ts';
import { findService } from '../../../../../src-shared/notification-url/registry.ts';
import { catalogue } from '../../../../stores/catalogue.ts';
import { serviceIcon } from './service-entries.tsx';
import { ServiceOptions } from './service-options.tsx';
import styles from './service-picker.module.css';
import type { TargetForm } from './use-target-draft.ts';

/** One place to find every service: those with a form of their own first, then all that Apprise knows. */
export function ServicePicker({ form }: { form: TargetForm }) {
  const { service } = form.draft;
  const [search, setSearch] = useState<string | null>(null);
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      setSearch(null);
    },
  });
  const choose = (id: string) => {
    const description = catalogue.peek()?.services.find(({ schema }) => `apprise:${schema}` === id) ?? null;
    const chosen = findService(id) ?? (description === null ? undefined : genericService(description));
    if (chosen !== undefined && id !== service.id) form.selectService(chosen, description);
    combobox.closeDropdown();
  };
  const Icon = serviceIcon(service.id);
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={choose}
      transitionProps={{ duration: 90 }}
      shadow="md"
      classNames={{ dropdown: styles.dropdown, option: styles.option, groupLabel: styles.group }}
    >
      <Combobox.Target withExpandedAttribute>
        <InputBase
          label="Service"
          classNames={{ input: styles.input }}
          leftSection={<Icon size={17} aria-hidden="true" />}
          leftSectionPointerEvents="none"
          rightSection={<Combobox.Chevron />}
          rightSectionPointerEvents="none"
          value={search ?? service.label}
          error={form.errors.service}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          onFocus={(event) => event.currentTarget.select()}
          onClick={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
          onChange={(event) => {
            setSearch(event.currentTarget.value);
            combobox.openDropdown();
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <ServiceOptions search={search ?? ''} chosen={service.id} combobox={combobox} />
      </Combobox.Dropdown>
    </Combobox>
  );
}
