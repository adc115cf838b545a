import { Button } from '@mantine/core';
import { IconStethoscope } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { DoctorItem } from '../../../../src-shared/views/doctor.ts';
import { Section } from '../../../components/section.tsx';
import { Row } from '../../../components/setting-row.tsx';
import { DOCTOR_STATUS } from '../../../components/status.ts';
import { StatusIcon } from '../../../components/status-icon.tsx';
import { call } from '../../../ipc.ts';
import { type DoctorLink, doctorLink } from '../../../lib/doctor-link.ts';
import { count } from '../../../lib/format.ts';
import { useDoctorAsked } from '../../../stores/doctor.ts';
import { go } from '../../../stores/navigation.ts';
import { openTarget } from '../../../stores/target-dialog.ts';
import { toastFailure } from '../../../stores/toasts.ts';
import styles from './doctor.module.css';

/** Goes through everything between an event and its arrival, and links what fails to its fix. */
export function Doctor() {
  const [items, setItems] = useState<DoctorItem[] | null>(null);
  const [running, setRunning] = useState(false);
  const run = async () => {
    setRunning(true);
    const answer = await call('doctor.run');
    setRunning(false);
    if (answer.ok) setItems(answer.value);
    else toastFailure(answer);
  };
  const latest = useRef(run);
  latest.current = run;
  const asked = useDoctorAsked((state) => state.asked);
  useEffect(() => {
    if (!asked) return;
    useDoctorAsked.setState({ asked: false });
    void latest.current();
  }, [asked]);
  const failing = items?.filter(({ status }) => status === 'fail').length ?? 0;
  return (
    <Section
      title="Why is nothing arriving?"
      actions={
        <Button
          variant="default"
          size="xs"
          leftSection={<IconStethoscope size={14} />}
          loading={running}
          onClick={() => void run()}
        >
          {items === null ? 'Find out' : 'Check again'}
        </Button>
      }
    >
      <Row>
        <p className={styles.says} role="status">
          {items === null
            ? 'Goes through everything between an event and its arrival, and says what to mend.'
            : failing === 0
              ? 'Nothing is in the way: alerts that are due will arrive.'
              : `${count(failing, 'thing stands', 'things stand')} in the way.`}
        </p>
      </Row>
      {items !== null && (
        <ul className={styles.doctor}>
          {items.map((item) => (
            <DoctorLine key={item.id} item={item} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function DoctorLine({ item }: { item: DoctorItem }) {
  const { status, word } = DOCTOR_STATUS[item.status];
  const link = doctorLink(item);
  return (
    <li>
      <StatusIcon status={status} word={word} quiet />
      <div className={styles.item}>
        <strong>{item.label}</strong>
        <p>{item.message}</p>
        {item.remedy !== null && item.status === 'fail' && <p>{item.remedy}</p>}
      </div>
      {link !== null && (
        <Button
          variant="subtle"
          size="xs"
          aria-label={`${link.words}: ${item.label}`}
          onClick={() => follow(link)}
        >
          {link.words}
        </Button>
      )}
    </li>
  );
}

function follow({ place, targetId }: DoctorLink): void {
  if (targetId !== undefined) openTarget(targetId);
  go(place);
}
