import { ActionIcon } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import { moved, resolverName, SYSTEM_RESOLVER } from '../../../lib/resolver-list.ts';
import { ResolverTestResult } from './resolver-test-result.tsx';
import styles from './resolvers.module.css';
import type { TestState } from './use-resolvers.ts';

interface Props {
  list: readonly string[];
  tests: ReadonlyMap<string, TestState>;
  /** Absent: only shown. */
  onChange: ((list: string[]) => void) | undefined;
}

type Part = 'up' | 'down' | 'remove';

export function ResolverRows({ list, tests, onChange }: Props) {
  const rows = useRef<HTMLOListElement>(null);
  const focus = useRef<{ row: number; part: Part } | null>(null);
  const [said, setSaid] = useState('');
  // The row took its place in the list, and the focus goes with it.
  useLayoutEffect(() => {
    const wanted = focus.current;
    focus.current = null;
    if (wanted === null) return;
    rows.current?.children[wanted.row]?.querySelector<HTMLElement>(`[data-part="${wanted.part}"]`)?.focus();
  });
  const move = (index: number, by: number, part: Part) => {
    const to = index + by;
    if (to < 0 || to >= list.length) return;
    focus.current = { row: to, part };
    setSaid(`${wordsOf(list[index] ?? '')} is now ${to + 1} of ${list.length}.`);
    onChange?.(moved(list, index, by));
  };
  const remove = (index: number) => {
    focus.current = { row: Math.min(index, list.length - 2), part: 'remove' };
    setSaid(`${wordsOf(list[index] ?? '')} removed.`);
    onChange?.(list.filter((_, at) => at !== index));
  };
  const onKey = (event: KeyboardEvent, index: number) => {
    const by = event.altKey ? { ArrowUp: -1, ArrowDown: 1 }[event.key] : undefined;
    if (by === undefined) return;
    event.preventDefault();
    move(index, by, by < 0 ? 'up' : 'down');
  };
  return (
    <>
      <ol ref={rows} className={styles.rows} aria-label="DNS resolvers" data-shown={!onChange || undefined}>
        {list.map((server, index) => (
          <li key={server} onKeyDown={(event) => onChange && onKey(event, index)}>
            <span className={styles.place} aria-hidden="true">
              {index + 1}
            </span>
            <ResolverWords server={server} />
            <ResolverTestResult state={tests.get(server)} alone={server !== SYSTEM_RESOLVER} />
            {onChange && (
              <span className={styles.acts}>
                <Act
                  part="up"
                  label={`Move ${wordsOf(server)} up`}
                  off={index === 0}
                  run={() => move(index, -1, 'up')}
                />
                <Act
                  part="down"
                  label={`Move ${wordsOf(server)} down`}
                  off={index === list.length - 1}
                  run={() => move(index, 1, 'down')}
                />
                <Act
                  part="remove"
                  label={`Remove ${wordsOf(server)}`}
                  off={false}
                  run={() => remove(index)}
                />
              </span>
            )}
          </li>
        ))}
      </ol>
      <span className="visually-hidden" role="status">
        {said}
      </span>
    </>
  );
}

const wordsOf = (server: string): string => (server === SYSTEM_RESOLVER ? 'this computer’s own' : server);

function ResolverWords({ server }: { server: string }) {
  const name = resolverName(server);
  if (server === SYSTEM_RESOLVER) return <span className={styles.server}>{name}</span>;
  return (
    <span className={styles.server}>
      <code className="mono">{server}</code>
      {name !== undefined && <span className="dim">{name}</span>}
    </span>
  );
}

const ICONS = { up: IconArrowUp, down: IconArrowDown, remove: IconX };

interface ActProps {
  part: Part;
  label: string;
  /** At the end of its way; stays in the Tab order, where the focus may be. */
  off: boolean;
  run: () => void;
}

function Act({ part, label, off, run }: ActProps) {
  const Shape = ICONS[part];
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="sm"
      data-part={part}
      aria-label={label}
      title={part === 'remove' ? 'Remove' : part === 'up' ? 'Up (Alt+↑)' : 'Down (Alt+↓)'}
      aria-disabled={off}
      onClick={() => !off && run()}
    >
      <Shape size={15} />
    </ActionIcon>
  );
}
