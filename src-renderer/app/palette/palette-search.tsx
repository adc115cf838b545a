import { useComputedColorScheme } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { findItems, groupItems } from '../../lib/palette-items.ts';
import { closePalette } from '../../stores/palette.ts';
import styles from './palette.module.css';
import { type Command, useCommands } from './use-commands.ts';

/** A combobox: the focus stays in the field, the arrow keys choose in the list. */
export function PaletteSearch() {
  const commands = useCommands(useComputedColorScheme() === 'dark');
  const [text, setText] = useState('');
  // At once: Enter right after the last letter must not run what the letters before it had found.
  const groups = useMemo(() => groupItems(findItems(commands, text)), [commands, text]);
  const found = useMemo(() => groups.flatMap(({ items }) => items), [groups]);
  const [at, setAt] = useState(0);
  const chosen = found[Math.min(at, found.length - 1)];
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another choice comes into view
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  const optionId = (command: Command) => `${id}${command.id.replace(/[^\w-]/g, '_')}`;
  const run = (command: Command | undefined) => {
    if (command === undefined) return;
    closePalette();
    command.run();
  };
  const onKey = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    const step = steps[event.key];
    if (step !== undefined && found.length > 0) {
      event.preventDefault();
      const next = Math.min(at, found.length - 1) + step;
      const round = Math.abs(step) === 1;
      setAt(round ? (next + found.length) % found.length : Math.max(0, Math.min(found.length - 1, next)));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      run(chosen);
    }
  };
  return (
    <>
      <div className={styles.field}>
        <IconSearch size={17} aria-hidden="true" />
        <input
          data-autofocus
          type="text"
          role="combobox"
          aria-label="Go to a screen, a domain, a setting or an action"
          aria-expanded={found.length > 0}
          aria-controls={`${id}list`}
          aria-autocomplete="list"
          aria-activedescendant={chosen === undefined ? undefined : optionId(chosen)}
          placeholder="Domain, screen, setting or action"
          spellCheck={false}
          autoComplete="off"
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={onKey}
        />
        <span className={styles.escape} aria-hidden="true">
          Esc
        </span>
      </div>
      <div ref={list} id={`${id}list`} role="listbox" aria-label="Found" className={styles.list}>
        {groups.map(({ group, items }) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options has no element of its own
          <div key={group} role="group" aria-labelledby={`${id}${group}`} className={styles.group}>
            <p id={`${id}${group}`} className={styles.name} role="presentation">
              {group}
            </p>
            {items.map((command) => (
              <Option
                key={command.id}
                id={optionId(command)}
                command={command}
                selected={command === chosen}
                onPoint={() => setAt(found.indexOf(command))}
                onRun={() => run(command)}
              />
            ))}
          </div>
        ))}
      </div>
      {found.length === 0 && (
        <p className={styles.none} role="status">
          Nothing is called “{text.trim()}”. Try a part of a domain’s name.
        </p>
      )}
      <span className="visually-hidden" role="status">
        {found.length > 0 && `${found.length} found`}
      </span>
    </>
  );
}

interface OptionProps {
  id: string;
  command: Command;
  selected: boolean;
  onPoint: () => void;
  onRun: () => void;
}

function Option({ id, command, selected, onPoint, onRun }: OptionProps) {
  const { icon: Shape, label, hint } = command;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are taken in the field, which keeps the focus
    // biome-ignore lint/a11y/useFocusableInteractive: chosen by aria-activedescendant
    <div
      id={id}
      role="option"
      aria-selected={selected}
      className={styles.option}
      onMouseMove={() => !selected && onPoint()}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onRun}
    >
      <Shape size={16} stroke={1.7} aria-hidden="true" />
      <span className="truncate">{label}</span>
      {hint !== undefined && <span className={styles.hint}>{hint}</span>}
    </div>
  );
}
