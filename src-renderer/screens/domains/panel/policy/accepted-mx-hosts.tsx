import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { DomainDetail } from '../../../../../src-shared/views/domains.ts';
import { Section } from '../../../../components/section.tsx';
import { call } from '../../../../ipc.ts';
import { sameHost } from '../../../../lib/domain-name.ts';
import { extraMxHosts } from '../../../../lib/mx-hosts.ts';
import { acceptProblem } from '../../../../lib/policy-form.ts';
import { toastDone } from '../../../../stores/toasts.ts';
import { AcceptedHost, ForeignHost } from './mx-host-lines.tsx';
import styles from './policy.module.css';

interface Props {
  detail: DomainDetail;
  /** Called with what is stored now. */
  stored: (answer: DomainDetail) => void;
}

/** Hosts of others that are to receive mail too, a spam filter for one: they are no warning then. */
export function AcceptedMxHosts({ detail, stored }: Props) {
  const { account, domain, policy } = detail;
  const { acceptedMxHosts: accepted, dmarcRecord } = policy;
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const extra = extraMxHosts(detail.checks.mx);
  const foreign = extra.filter(({ host }) => !accepted.some((one) => sameHost(one, host)));

  const store = async (acceptedMxHosts: string[], done: string): Promise<boolean> => {
    setSaving(true);
    const answer = await call('domains.setPolicy', { account, domain, dmarcRecord, acceptedMxHosts });
    setSaving(false);
    setError(answer.ok ? null : answer.message);
    if (!answer.ok) return false;
    stored(answer.value);
    toastDone(done);
    return true;
  };
  const accept = async (host: string) => {
    const problem = acceptProblem(host, accepted);
    if (problem !== undefined) return setError(problem);
    const name = host.trim().replace(/\.$/, '').toLowerCase();
    if (await store([...accepted, name], `${name} is accepted from the next check on.`)) setTyped('');
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void accept(typed);
  };
  return (
    <div className={styles.part}>
      <Section
        title="Also accepted MX hosts"
        hint="A spam filter or backup of yours in front of MXroute: listed here it is no warning."
      >
        {accepted.length + foreign.length > 0 && (
          <ul className={styles.hosts}>
            {accepted.map((host) => (
              <AcceptedHost
                key={host}
                host={host}
                published={extra.find((one) => sameHost(one.host, host))}
                disabled={saving}
                onRemove={() =>
                  void store(
                    accepted.filter((one) => one !== host),
                    `${host} is no longer accepted.`,
                  )
                }
              />
            ))}
            {foreign.map((host) => (
              <ForeignHost
                key={host.host}
                host={host}
                disabled={saving}
                onAccept={() => void accept(host.host)}
              />
            ))}
          </ul>
        )}
        <form className={styles.addHost} onSubmit={submit} noValidate>
          <TextInput
            aria-label="MX host to accept"
            placeholder="mx.example.com"
            value={typed}
            error={error}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => {
              setTyped(event.currentTarget.value);
              setError(null);
            }}
          />
          <Button type="submit" variant="default" loading={saving} disabled={typed.trim() === ''}>
            Accept host
          </Button>
        </form>
      </Section>
    </div>
  );
}
