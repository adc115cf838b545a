import { Button } from '@mantine/core';
import { useState } from 'react';
import type { IpcOutput } from '../../../src-shared/ipc-contract.ts';
import type { SettingView } from '../../../src-shared/settings.ts';
import { Row } from '../../components/setting-row.tsx';
import { StatusIcon } from '../../components/status-icon.tsx';
import { call } from '../../ipc.ts';
import { toastFailure } from '../../stores/toasts.ts';
import styles from './settings.module.css';
import { SettingsGroup } from './settings-group.tsx';

type Tested = IpcOutput<'dns.testResolvers'>;

export function DnsSection({ settings }: { settings: SettingView[] }) {
  return (
    <SettingsGroup
      title="DNS"
      settings={settings}
      keys={['dns.resolvers', 'dns.dmarcDefault', 'dns.requireMailCname']}
    >
      <Row>
        <ResolverTest />
      </Row>
    </SettingsGroup>
  );
}

/** Each resolver in use with its own answer. */
function ResolverTest() {
  const [tested, setTested] = useState<Tested | null>(null);
  const [testing, setTesting] = useState(false);
  const test = async () => {
    setTesting(true);
    const answer = await call('dns.testResolvers');
    setTesting(false);
    if (answer.ok) setTested(answer.value);
    else toastFailure(answer);
  };
  return (
    <>
      <div className={styles.split}>
        <div>
          <p className={styles.name}>Resolvers in use</p>
          <p className={styles.help}>Asks each of them one question and shows what it answered.</p>
        </div>
        <Button variant="default" size="xs" loading={testing} onClick={() => void test()}>
          Test resolvers
        </Button>
      </div>
      {tested !== null && (
        <ul className={styles.tested} aria-label="Resolvers">
          {tested.map((resolver) => (
            <li key={resolver.server}>
              <StatusIcon
                status={resolver.ok ? 'healthy' : 'unhealthy'}
                word={resolver.ok ? 'Answers' : 'Fails'}
                size={15}
              />
              <code className="mono">{resolver.server}</code>
              <span className={styles.answer}>{resolver.message}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
