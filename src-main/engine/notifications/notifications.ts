import type { AuditEvent } from '../../../src-shared/audit-event.ts';
import type { TargetDraft } from '../../../src-shared/ipc/drafts.ts';
import type { Result } from '../../../src-shared/result.ts';
import type { ServiceCatalogue } from '../../../src-shared/service-catalogue.ts';
import type { DeliveryEngine } from '../../../src-shared/views/delivery-engine.ts';
import type { BuiltTarget, TargetView, TestOutcome } from '../../../src-shared/views/targets.ts';
import type { AppriseEngine } from './apprise/engine.ts';
import type { AppriseInstaller } from './apprise/installer.ts';
import type { DeliveryQueries } from './deliveries.ts';
import type { Muting } from './muting.ts';
import type { OsChannel } from './os-channel.ts';
import type { Subscriptions } from './subscriptions.ts';

/** Everything about telling people: targets, subscriptions, outbox and delivery. The shells see only this. */
export interface Notifications {
  /** Called by the audit log, inside the transaction that records the event. */
  enqueue(event: AuditEvent): void;
  readonly subscriptions: Subscriptions;
  readonly deliveries: DeliveryQueries;
  readonly muting: Pick<Muting, 'current' | 'add' | 'remove' | 'wake' | 'mutedIn'>;
  /** One delivery that has ended, by its id, once more. */
  sendAgain(id: number): Result<null>;

  listTargets(): Promise<TargetView[]>;
  buildTarget(draft: TargetDraft): Promise<Result<BuiltTarget>>;
  saveTarget(draft: TargetDraft): Promise<Result<TargetView>>;
  /** Every service of the installed Apprise that has no form of ours; starts the worker where needed. */
  listServices(): Promise<ServiceCatalogue>;
  /** A copy with its secret, switched off. */
  duplicateTarget(id: string): Promise<Result<TargetView>>;
  /** `NAME=token` of a stored target, for this computer's clipboard and nothing else: the answer is the secret. */
  envLine(id: string, variable?: string): Promise<Result<string>>;
  setEnabled(id: string, enabled: boolean): Result<null>;
  /** Can be undone for 10 s. */
  removeTarget(id: string): Result<null>;
  restoreTarget(id: string): Result<null>;
  /** One target, or all enabled ones and this computer's notifications. Sends now. `actor`: see AuditEntry. */
  testTargets(id?: string, actor?: string): Promise<Result<TestOutcome[]>>;

  /** The whole address as it goes to Apprise: for the doctor, which asks about it and shows none of it. */
  addressOf(id: string): Promise<Result<string>>;
  /** Past the outbox, to an address: the SMTP test and the doctor. */
  readonly apprise: Pick<AppriseEngine, 'send' | 'accepts'>;
  /** Looks for Apprise first where that was not done yet. */
  deliveryEngine(): Promise<DeliveryEngine>;
  /** Looks for Apprise again, e.g. after an installation. */
  rediscover(): Promise<DeliveryEngine>;
  /** Puts Apprise into the app's own environment; `deliveryEngine` shows how it goes. */
  readonly installer: Pick<AppriseInstaller, 'start' | 'cancel' | 'finished'>;
  /** Why the keychain cannot be used; null where it can. */
  keychainProblem(): Promise<string | null>;
  registerOsChannel(channel: OsChannel | undefined): void;
  /** A person switched this computer's own notifications off, in this transaction: what waits for them ends unsent. */
  osSwitchedOff(): void;
  readonly osSupported: boolean;

  /** Only in the process that holds the monitoring lock. */
  start(): void;
  /** Something changed outside: the clock, settings, rows of another process. */
  wake(): void;
  /** The network is back: what waits for its next attempt is tried now. */
  networkReturned(): void;
  /** Waits until nothing due is left (`idle`) or nothing but what quiet hours hold (`empty`). @returns whether that was reached in time. */
  drain(ms: number, until?: 'idle' | 'empty'): Promise<boolean>;
  /** Ends delivery and the worker. What was under way goes back to the outbox. Close the database after this. */
  stop(): Promise<void>;
  /** For tests that kill it. */
  readonly workerPid: number | undefined;
}
