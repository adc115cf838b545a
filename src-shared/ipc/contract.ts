import { z } from 'zod';
import type { AuditEvent, Delivery } from '../audit-event.ts';
import type { DomainAdvice } from '../dns-advice.ts';
import type { ServiceCatalogue } from '../service-catalogue.ts';
import type { SettingView } from '../settings.ts';
import type { AccountView } from '../views/accounts.ts';
import type { AppInfo, Overview } from '../views/app.ts';
import type { DoctorItem } from '../views/doctor.ts';
import type { DomainDetail, DomainRow, ResolverTest } from '../views/domains.ts';
import type { DeliveryPage, EventPage } from '../views/log.ts';
import type { MailboxDetail, MailboxPage } from '../views/mailboxes.ts';
import type {
  IconView,
  MessagePreview,
  MuteView,
  NotificationsView,
  ReceivedAlert,
} from '../views/notifications.ts';
import type { SmtpTestOutcome, SmtpView } from '../views/smtp.ts';
import type { BuiltTarget, TargetView, TestOutcome } from '../views/targets.ts';
import { credentials, notificationsDraft, smtpDraft, targetDraft } from './drafts.ts';
import { accountId, actionName, targetId, text } from './fields.ts';
import {
  deliveryQuery,
  domainRequest,
  enabledRequest,
  eventQuery,
  exportRequest,
  mailboxQuery,
  mailboxRequest,
  muteRequest,
  policyRequest,
  resolverRequest,
  scanRequest,
  settingRequest,
  smtpTestRequest,
  subjectRequest,
  tokenRequest,
} from './requests.ts';

/** A channel's input, which main checks, and the type of its output. */
const asks = <I extends z.ZodType>(input: I) => ({
  answers: <O>() => ({ input, output: undefined as unknown as O }),
});

const none = z.undefined();

/**
 * The one typed contract between the window and the engine: name → input schema and output type.
 * Main derives its handlers from it, preload the bridge, the renderer its client. No output carries a secret.
 * Every call answers a Result (see result.ts).
 */
export const IPC = {
  'app.info': asks(none).answers<AppInfo>(),
  'app.openExternal': asks(text(2048)).answers<null>(),
  /** Puts a secret on the clipboard; main takes it off again after a minute, or on quit, unless something else was copied. */
  'app.copySecret': asks(text(8192)).answers<null>(),

  'account.test': asks(credentials).answers<{ domains: string[] }>(),
  'account.save': asks(credentials).answers<AccountView>(),
  'account.remove': asks(accountId).answers<null>(),

  'overview.get': asks(none).answers<Overview>(),
  /** All of them, trouble first: some hundred bytes each. */
  'domains.list': asks(none).answers<DomainRow[]>(),
  'domains.get': asks(domainRequest).answers<DomainDetail>(),
  /** Takes effect with the next scan of the domain. */
  'domains.setPolicy': asks(policyRequest).answers<DomainDetail>(),
  /** Looks the advisory checks up now, which takes seconds. */
  'domains.advise': asks(domainRequest).answers<DomainAdvice>(),
  'mailboxes.page': asks(mailboxQuery).answers<MailboxPage>(),
  'mailboxes.get': asks(mailboxRequest).answers<MailboxDetail>(),
  'scan.start': asks(scanRequest).answers<{ id: string }>(),
  'scan.cancel': asks(none).answers<null>(),

  'notifications.get': asks(none).answers<NotificationsView>(),
  'notifications.save': asks(notificationsDraft).answers<NotificationsView>(),
  'targets.build': asks(targetDraft).answers<BuiltTarget>(),
  'targets.save': asks(targetDraft).answers<TargetView>(),
  /** A copy with its secret, switched off, so that nothing arrives twice. */
  'targets.duplicate': asks(targetId).answers<TargetView>(),
  /** Puts `APPRISE_CRED_…=token` of a stored target on the clipboard; the window never sees it. */
  'targets.copyToken': asks(tokenRequest).answers<null>(),
  'targets.setEnabled': asks(enabledRequest).answers<null>(),
  /** Undo is `targets.restore` until the window of 10 s is over and the secret is dropped. */
  'targets.remove': asks(targetId).answers<null>(),
  'targets.restore': asks(targetId).answers<null>(),
  /** All enabled targets and this computer's notifications where no id is given. */
  'targets.test': asks(targetId.optional()).answers<TestOutcome[]>(),

  /** Every service of the installed Apprise that has no form of ours. */
  'services.list': asks(none).answers<ServiceCatalogue>(),
  /** How an alert of this kind reads, from an invented example. */
  'messages.preview': asks(actionName).answers<MessagePreview>(),
  /** Those in force, as in `notifications.get`, for screens that need nothing else of it. */
  'mutes.list': asks(none).answers<MuteView[]>(),
  /** No alerts about exactly this domain or mailbox for so many hours; again: the new time counts. */
  'mutes.add': asks(muteRequest).answers<null>(),
  'mutes.remove': asks(subjectRequest).answers<null>(),
  /** One delivery, by its id: goes to its target once more. */
  'deliveries.sendAgain': asks(z.number().int()).answers<null>(),

  'smtp.get': asks(none).answers<SmtpView>(),
  'smtp.save': asks(smtpDraft).answers<SmtpView>(),
  /** Sends with what is stored. */
  'smtp.test': asks(smtpTestRequest).answers<SmtpTestOutcome>(),
  /** The address in force, fetched now. */
  'icon.get': asks(none).answers<IconView>(),

  /** Begins; how it goes is in `notifications.get`, announced by the topic `engine`. One at a time. */
  'engine.install': asks(none).answers<null>(),
  'engine.cancelInstall': asks(none).answers<null>(),

  'events.list': asks(eventQuery).answers<EventPage>(),
  /** `muted`: which of its subjects were muted when it happened, so that nobody was told of them. */
  'events.get': asks(z.number().int()).answers<{
    event: AuditEvent;
    deliveries: Delivery[];
    muted: string[];
  }>(),

  /** Everything that matches, oldest page limits aside, into a file that the person chooses; null: they did not. */
  'events.export': asks(exportRequest).answers<{ file: string; events: number } | null>(),
  /** Shows the file that was exported last in the file manager. */
  'events.showExport': asks(none).answers<null>(),
  /** Newest first. */
  'deliveries.list': asks(deliveryQuery).answers<DeliveryPage>(),

  'settings.list': asks(none).answers<SettingView[]>(),
  'settings.set': asks(settingRequest).answers<SettingView>(),
  /** Those given, else those in force: `host[:port]` each. */
  'dns.testResolvers': asks(resolverRequest).answers<ResolverTest[]>(),

  'data.backupNow': asks(none).answers<{ file: string }>(),
  'data.openFolder': asks(none).answers<null>(),
  'doctor.run': asks(none).answers<DoctorItem[]>(),
  'demo.received': asks(none).answers<ReceivedAlert[]>(),
} as const;

export type IpcChannel = keyof typeof IPC;
export type IpcInput<C extends IpcChannel> = z.infer<(typeof IPC)[C]['input']>;
export type IpcOutput<C extends IpcChannel> = (typeof IPC)[C]['output'];
