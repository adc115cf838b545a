import type { AccountQuotaView, AccountView } from './accounts.ts';
import type { MailboxRow } from './mailboxes.ts';
import type { MonitorView, ScanProgress } from './scans.ts';

export interface AppInfo {
  version: string;
  electron: string;
  node: string;
  platform: string;
  dataDir: string;
  demo: boolean;
  /** What a person should know about this start: a restored database, a malformed .env, another process monitoring. */
  notices: Notice[];
}

export interface Notice {
  code: string;
  level: 'info' | 'warning' | 'error';
  message: string;
}

export type AppState = 'healthy' | 'degraded' | 'unhealthy' | 'paused' | 'unknown';

/** One line of "what needs attention", most urgent first. */
export interface AttentionItem {
  kind: 'dns' | 'mailbox' | 'account' | 'monitor' | 'delivery';
  severity: 'failure' | 'warning' | 'info';
  subject: string;
  message: string;
  /** Account id of the domain or mailbox. */
  account?: string;
  eventId?: number;
}

export interface Overview {
  accounts: AccountView[];
  state: AppState;
  /** "2 unhealthy, 1 degraded, checked 5 min ago". */
  summary: string;
  counts: { healthy: number; degraded: number; unhealthy: number; unknown: number };
  /** The first 100. */
  attention: AttentionItem[];
  attentionTotal: number;
  /** The worst 20. */
  alarmedMailboxes: MailboxRow[];
  alarmedTotal: number;
  /** All mailboxes of all accounts. */
  mailboxes: number;
  quotas: AccountQuotaView[];
  monitors: MonitorView[];
  /** Under way, in the order in which they began. */
  scans: ScanProgress[];
  online: boolean;
}
