import type { Severity } from '../audit-actions.ts';
import type { DeliveryEngine } from './delivery-engine.ts';
import type { MonitorView } from './scans.ts';
import type { TargetView } from './targets.ts';

/** A domain or mailbox that no alerts are sent about until then. */
export interface MuteView {
  subject: string;
  /** ISO. */
  since: string;
  until: string;
}

export interface MessagePreview {
  title: string;
  body: string;
  /** What services that take Markdown get instead of `body`. */
  markdown: string;
  severity: Severity;
}

export interface NotificationsView {
  enabled: boolean;
  osEnabled: boolean;
  osSupported: boolean;
  subscriptions: string[];
  targets: TargetView[];
  monitors: MonitorView[];
  storagePercent: number;
  sendPercent: number;
  /** Of the account's own storage. */
  accountPercent: number;
  /** Local times `HH:MM`. `targets`: alerts below `failure` wait there too, not only on this computer. */
  quiet: { enabled: boolean; from: string; to: string; targets: boolean };
  /** Ten alerts within a minute become one message. */
  digest: boolean;
  mutes: MuteView[];
  engine: DeliveryEngine;
  keychain: { usable: boolean; reason: string | null };
}

export interface IconView {
  /** What alerts carry; null: no icon of ours. */
  url: string | null;
  /** The setting or variable that decides. */
  source: string | null;
  /** `data:` URL of what was fetched. */
  preview: string | null;
  /** Why it could not be fetched, or is no picture. */
  problem: string | null;
}

/** An alert that the demo's local webhook received. */
export interface ReceivedAlert {
  at: string;
  title: string;
  body: string;
  type: string;
}
