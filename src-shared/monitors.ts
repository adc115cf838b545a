/** What watches an account, shared by the engine and every shell. */
export const MONITORS = ['dns', 'usage', 'quota', 'watch'] as const;
export type MonitorName = (typeof MONITORS)[number];

export const MONITOR_LABELS: Record<MonitorName, string> = {
  dns: 'DNS health',
  usage: 'Mailbox usage',
  quota: 'Account storage',
  watch: 'Account watch',
};

/** The switch and the interval that a monitor goes by: the account's storage goes with the mailboxes. */
export const MONITOR_SETTINGS = {
  dns: 'dns',
  usage: 'usage',
  quota: 'usage',
  watch: 'watch',
} as const satisfies Record<MonitorName, string>;
