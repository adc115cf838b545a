import { useState } from 'react';
import type { SettingView } from '../../../../src-shared/settings.ts';
import type { ResolverTest } from '../../../../src-shared/views/domains.ts';
import { call } from '../../../ipc.ts';
import { sameList } from '../../../lib/resolver-list.ts';
import { setSetting } from '../../../stores/settings.ts';
import { toastDone } from '../../../stores/toasts.ts';
import { useUnsaved } from '../../../stores/use-unsaved.ts';

/** What became of one entry's test; the computer's own may be several resolvers. */
export type TestState = 'running' | ResolverTest[];

/** The list while it is edited, and what its tests said. */
export function useResolvers(setting: SettingView) {
  const stored = Array.isArray(setting.value) ? setting.value.map(String) : [];
  // Null: untouched, shows what main says.
  const [draft, setDraft] = useState<string[] | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const [tests, setTests] = useState<ReadonlyMap<string, TestState>>(new Map());
  const list = draft ?? stored;
  const dirty = draft !== null && !sameList(draft, stored);

  const discard = () => {
    setDraft(null);
    setError(null);
  };
  const save = async (): Promise<boolean> => {
    setSaving(true);
    const answer = await setSetting('dns.resolvers', list);
    setSaving(false);
    setError(answer.ok ? null : answer.message);
    if (!answer.ok) return false;
    setDraft(null);
    toastDone('DNS resolvers saved. They are asked from the next check on.');
    return true;
  };
  /** Each by itself: who answers is told at once, who does not keeps nobody waiting. */
  const test = (servers: readonly string[]) => {
    setTests(new Map(servers.map((server) => [server, 'running'])));
    for (const server of servers) {
      void call('dns.testResolvers', [server]).then((answer) => {
        const result = answer.ok
          ? answer.value
          : [{ server, ok: false, message: answer.message, ms: null } satisfies ResolverTest];
        setTests((now) => (now.has(server) ? new Map(now).set(server, result) : now));
      });
    }
  };
  useUnsaved(dirty, {
    form: 'resolvers',
    says: 'You changed the DNS resolvers and have not saved them.',
    save,
    discard,
  });
  return {
    list,
    dirty,
    error,
    saving,
    tests,
    edit: (next: string[]) => {
      setDraft(next);
      setError(null);
    },
    save,
    discard,
    test,
  };
}
