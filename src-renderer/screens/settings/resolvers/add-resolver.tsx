import { Button, Menu, TextInput } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import {
  MOST_RESOLVERS,
  PUBLIC_RESOLVERS,
  resolverProblem,
  SYSTEM_RESOLVER,
} from '../../../lib/resolver-list.ts';
import styles from './resolvers.module.css';

interface Props {
  list: readonly string[];
  onAdd: (server: string) => void;
}

/** One of a person's own by its address, or one of those that everybody may ask. */
export function AddResolver({ list, onAdd }: Props) {
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<string | null>(null);
  if (list.length >= MOST_RESOLVERS)
    return <p className={styles.most}>At most {MOST_RESOLVERS} resolvers.</p>;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const problem = resolverProblem(typed, list);
    setError(problem ?? null);
    if (problem !== undefined) return;
    onAdd(typed.trim().toLowerCase());
    setTyped('');
  };
  return (
    <form className={styles.add} onSubmit={submit} noValidate>
      <TextInput
        aria-label="Resolver to add, as host or host:port"
        placeholder="host or host:port"
        className={styles.address}
        value={typed}
        error={error}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setError(null);
        }}
      />
      <Button type="submit" variant="default" disabled={typed.trim() === ''}>
        Add
      </Button>
      <Menu position="bottom-end" width={260}>
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={14} />}>
            Add a known one
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item disabled={list.includes(SYSTEM_RESOLVER)} onClick={() => onAdd(SYSTEM_RESOLVER)}>
            This computer’s own
          </Menu.Item>
          <Menu.Divider />
          {PUBLIC_RESOLVERS.flatMap(({ name, servers }) =>
            servers.map((server) => (
              <Menu.Item
                key={server}
                disabled={list.includes(server)}
                rightSection={<code className="mono">{server}</code>}
                onClick={() => onAdd(server)}
              >
                {name}
              </Menu.Item>
            )),
          )}
        </Menu.Dropdown>
      </Menu>
    </form>
  );
}
