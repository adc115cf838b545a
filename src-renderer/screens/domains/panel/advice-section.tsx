import { Button, Loader } from '@mantine/core';
import { IconBulb, IconWorldSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { ADVICE_NAMES, type AdviceResult } from '../../../../src-shared/dns-advice.ts';
import type { DomainDetail } from '../../../../src-shared/views/domains.ts';
import { Section } from '../../../components/section.tsx';
import { EmptyState } from '../../../components/states.tsx';
import { TimeAgo } from '../../../components/time-ago.tsx';
import { call } from '../../../ipc.ts';
import { adviceFirst } from '../../../lib/advice.ts';
import { toastFailure } from '../../../stores/toasts.ts';
import styles from './advice.module.css';
import { AdviceItem } from './advice-item.tsx';

interface Props {
  detail: DomainDetail;
  again: () => void;
}

/** What could be better, apart from what must be right: none of it counts. */
export function AdviceSection({ detail, again }: Props) {
  const { account, domain, advice } = detail;
  const [looking, setLooking] = useState(false);
  const look = async () => {
    setLooking(true);
    const answer = await call('domains.advise', { account, domain });
    setLooking(false);
    if (!answer.ok) toastFailure(answer);
    else again();
  };
  return (
    <div className={styles.part}>
      <Section
        title="Advice"
        hint={
          <>
            Never counts and never alerts.
            {advice !== null && (
              <>
                {' '}
                Looked up <TimeAgo iso={advice.checkedAt} />.
              </>
            )}
          </>
        }
        actions={
          advice !== null && (
            <Button variant="default" size="xs" loading={looking} onClick={() => void look()}>
              Look up now
            </Button>
          )
        }
      >
        {looking && (
          <p className={styles.looking} role="status">
            <Loader size={14} />
            Asking public DNS for {ADVICE_NAMES.length} more things. It takes some seconds.
          </p>
        )}
        {advice === null && !looking && (
          <EmptyState
            compact
            icon={<IconBulb size={20} />}
            title="Not looked up yet"
            action={
              <Button leftSection={<IconWorldSearch size={15} />} onClick={() => void look()}>
                Look up now
              </Button>
            }
          >
            How strong the keys are, whether reports arrive, whether DNS is signed, and more that makes mail
            safer. The domain’s status does not depend on it.
          </EmptyState>
        )}
        {advice !== null && <AdviceList results={advice.results} />}
      </Section>
    </div>
  );
}

function AdviceList({ results }: { results: AdviceResult[] }) {
  return (
    <ul>
      {adviceFirst(results).map((result) => (
        <AdviceItem key={result.name} result={result} />
      ))}
    </ul>
  );
}
