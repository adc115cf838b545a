import { Select, Textarea, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import {
  type DmarcProblems,
  dmarcMeaning,
  dmarcPolicyTag,
  dmarcStrict,
  reportAddresses,
  withDmarcTag,
  withReportAddresses,
} from '../../../../lib/dmarc-form.ts';
import styles from './policy.module.css';

interface Props {
  record: string;
  problems: DmarcProblems;
  onChange: (record: string) => void;
}

const POLICIES = [
  { value: 'none', label: 'none: deliver it' },
  { value: 'quarantine', label: 'quarantine: to spam' },
  { value: 'reject', label: 'reject: refuse it' },
];
const BELOW = [{ value: '', label: 'the same as the domain' }, ...POLICIES];
const MODES = [
  { value: 'r', label: 'relaxed' },
  { value: 's', label: 'strict' },
];

export function DmarcFields({ record, problems, onChange }: Props) {
  const meaning = problems.record === undefined ? dmarcMeaning(record) : null;
  return (
    <>
      <div className={styles.fields}>
        <Select
          label="Forged mail (p)"
          data={POLICIES}
          value={dmarcPolicyTag(record, 'p') || null}
          placeholder="Choose"
          onChange={(value) => onChange(withDmarcTag(record, 'p', value ?? 'none'))}
        />
        <Select
          label="From subdomains (sp)"
          data={BELOW}
          value={dmarcPolicyTag(record, 'sp')}
          onChange={(value) => onChange(withDmarcTag(record, 'sp', value ?? ''))}
        />
        {(['adkim', 'aspf'] as const).map((tag) => (
          <Select
            key={tag}
            label={tag === 'adkim' ? 'DKIM alignment (adkim)' : 'SPF alignment (aspf)'}
            data={MODES}
            value={dmarcStrict(record, tag) ? 's' : 'r'}
            onChange={(value) => onChange(withDmarcTag(record, tag, value ?? 'r'))}
          />
        ))}
      </div>
      <ReportField record={record} error={problems.rua} onChange={onChange} />
      <Textarea
        label="Record"
        description="The fields above write into it, and it into them. Other tags are kept."
        className={styles.record}
        autosize
        minRows={2}
        maxRows={6}
        spellCheck={false}
        autoComplete="off"
        error={problems.record}
        value={record}
        maxLength={1000}
        onChange={(event) => onChange(event.currentTarget.value.replace(/\s*\n\s*/g, ' '))}
      />
      {meaning !== null && <p className={styles.meaning}>{meaning}</p>}
    </>
  );
}

interface ReportProps {
  record: string;
  error: string | undefined;
  onChange: (record: string) => void;
}

/** Keeps what is being typed, a comma at its end for one, as long as the record says the same. */
function ReportField({ record, error, onChange }: ReportProps) {
  const [typed, setTyped] = useState(() => reportAddresses(record));
  useEffect(() => {
    setTyped((now) =>
      reportAddresses(withReportAddresses('', now)) === reportAddresses(record)
        ? now
        : reportAddresses(record),
    );
  }, [record]);
  return (
    <TextInput
      label="Reports to (rua)"
      description="Addresses with a comma between. Empty: no reports."
      placeholder="dmarc@example.com"
      value={typed}
      error={error}
      spellCheck={false}
      autoComplete="off"
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        onChange(withReportAddresses(record, event.currentTarget.value));
      }}
    />
  );
}
