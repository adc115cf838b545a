export type SecretStore = 'keychain' | 'env' | 'database';

export interface TargetView {
  id: string;
  label: string;
  service: string;
  serviceLabel: string;
  maskedUrl: string;
  store: SecretStore;
  envVariable: string | null;
  enabled: boolean;
  /** Missing variable, unusable keychain, a form that the installed Apprise mishandles: a sentence, or null. */
  problem: string | null;
  waiting: number;
  lastDelivery: {
    status: 'delivered' | 'failed' | 'queued';
    at: string;
    durationMs: number | null;
    error: string | null;
  } | null;
  /** Non-secret fields for the edit form; null where the URL cannot be taken apart. */
  fields: Record<string, string> | null;
  /** Which of the subscribed events it gets; null: all of them. */
  events: string[] | null;
  minimumSeverity: MinimumSeverity;
  /** Host, login and TLS mode come from Settings → Mailbox Password Reset when something is sent: no secret of its own. */
  usesResetSmtp: boolean;
}

/** What a target may leave out. A recovery counts as much as the alert that it answers. */
export const MINIMUM_SEVERITIES = ['info', 'warning', 'failure'] as const;
export type MinimumSeverity = (typeof MINIMUM_SEVERITIES)[number];

export interface BuiltTarget {
  maskedUrl: string;
  /** Apprise's own verdict; null where no Apprise could be asked. */
  accepted: boolean | null;
  warnings: string[];
  envVariable: string | null;
}

export interface TestOutcome {
  targetId: string;
  targetLabel: string;
  ok: boolean;
  durationMs: number | null;
  error: string | null;
}
