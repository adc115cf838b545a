import type { AuditEvent } from '../../../src-shared/audit-event.ts';
import { changesOf } from '../../lib/change-details.ts';
import { accountEntry, alertDomains, mailboxEntries, recoveredDomains } from '../../lib/event-details.ts';
import { namedSettings } from '../../lib/setting-changes.ts';
import { ChangeDetails } from './change-details.tsx';
import { DnsAlertDetails, DnsRecoveredDetails } from './dns-details.tsx';
import { GenericDetails } from './generic-details.tsx';
import { MailboxDetails } from './mailbox-details.tsx';

/** The details by what they are; what no view knows is shown as names and values. */
export function EventDetailsView({ event }: { event: AuditEvent }) {
  const alerts = alertDomains(event.details);
  if (alerts !== undefined) return <DnsAlertDetails domains={alerts} at={event.at} />;
  const recovered = recoveredDomains(event.details);
  if (recovered !== undefined) return <DnsRecoveredDetails domains={recovered} at={event.at} />;
  const mailboxes = mailboxEntries(event.details);
  if (mailboxes !== undefined) return <MailboxDetails event={event} entries={mailboxes} />;
  const account = accountEntry(event);
  if (account !== undefined) return <MailboxDetails event={event} entries={[account]} />;
  const changes = changesOf(event);
  if (changes !== undefined) return <ChangeDetails changes={changes} />;
  return <GenericDetails details={namedSettings(event)} />;
}
