import { CloseButton, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';

interface Props {
  label: string;
  placeholder?: string;
  /** What the list is searched for now; may change from elsewhere. */
  value: string;
  /** Some moments after the last key. */
  onSearch: (text: string) => void;
}

const SETTLE_MS = 180;

/** Searches while one types; `/` leads here from anywhere on the screen, Escape empties it. */
export function SearchField({ label, placeholder, value, onSearch }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // A blank at the end is on its way to a second word: only what differs comes from elsewhere.
  useEffect(() => setTyped((now) => (now.trim() === value ? now : value)), [value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented)
        return;
      const at = event.target;
      if (at instanceof HTMLElement && at.closest('input, textarea, [contenteditable], [role="dialog"]'))
        return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  const search = (text: string, ms: number) => {
    setTyped(text);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onSearch(text.trim()), ms);
  };
  return (
    <TextInput
      ref={input}
      type="text"
      role="searchbox"
      aria-label={label}
      aria-keyshortcuts="/"
      title="Press / to search"
      placeholder={placeholder ?? label}
      leftSection={<IconSearch size={15} />}
      rightSection={
        typed !== '' && (
          <CloseButton
            size="sm"
            aria-label="Clear search"
            onClick={() => {
              search('', 0);
              input.current?.focus();
            }}
          />
        )
      }
      value={typed}
      maxLength={200}
      spellCheck={false}
      autoComplete="off"
      onChange={(event) => search(event.currentTarget.value, SETTLE_MS)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') search(typed, 0);
        if (event.key !== 'Escape' || typed === '') return;
        event.preventDefault();
        search('', 0);
      }}
    />
  );
}
