import { useState } from 'react';
import type { DomainDetail } from '../../../../../src-shared/views/domains.ts';
import { call } from '../../../../ipc.ts';
import type { DmarcProblems } from '../../../../lib/dmarc-form.ts';
import {
  type PolicyForm,
  policyDirty,
  policyForm,
  policyProblems,
  policyRecord,
} from '../../../../lib/policy-form.ts';
import { useNavigation } from '../../../../stores/navigation.ts';
import { toastDone } from '../../../../stores/toasts.ts';
import { useUnsaved } from '../../../../stores/use-unsaved.ts';

/** Editing one domain's DMARC policy: judged while one types, and nothing of it is lost by leaving. */
export function usePolicyForm(detail: DomainDetail, stored: (answer: DomainDetail) => void) {
  const { account, domain, policy } = detail;
  // Null: closed, so that what main says shows.
  const [form, setForm] = useState<PolicyForm | null>(null);
  const [saving, setSaving] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const dirty = form !== null && policyDirty(form, policy);
  const problems: DmarcProblems = form === null ? {} : policyProblems(form);

  const close = () => {
    setForm(null);
    setRefused(null);
  };
  /** @returns false where it was refused; the reason then stands in the form. */
  const store = async (dmarcRecord: string | null): Promise<boolean> => {
    setSaving(true);
    const { acceptedMxHosts } = policy;
    const answer = await call('domains.setPolicy', { account, domain, dmarcRecord, acceptedMxHosts });
    setSaving(false);
    if (!answer.ok) {
      setRefused(answer.message);
      return false;
    }
    close();
    stored(answer.value);
    toastDone(
      dmarcRecord === null
        ? `${domain} follows the default DMARC record.`
        : `DMARC policy of ${domain} saved.`,
    );
    return true;
  };
  const save = async (): Promise<boolean> => {
    if (form === null || Object.keys(problems).length > 0) return false;
    if (dirty) return store(policyRecord(form));
    close();
    return true;
  };
  const { screen } = useNavigation.getState().place;
  useUnsaved(dirty, {
    form: `domain-policy ${account} ${domain}`,
    says: `You changed the DMARC policy of ${domain} and have not saved it.`,
    // Asks before the panel goes to another domain, too.
    keptAt: (place) =>
      place.screen === screen &&
      place.domain === domain &&
      (place.account === undefined || place.account === account),
    save,
    discard: close,
  });
  return {
    form,
    dirty,
    problems,
    saving,
    refused,
    open: () => setForm(policyForm(policy, detail.dmarcDefault)),
    edit: (change: Partial<PolicyForm>) => {
      setForm((now) => now && { ...now, ...change });
      setRefused(null);
    },
    save,
    close,
  };
}
