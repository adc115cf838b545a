export interface AccountView {
  id: string;
  label: string;
  server: string;
  username: string;
  apiUrl: string;
  hasKey: boolean;
  /** Names of the environment variables that override this account's fields. */
  fromEnvironment: string[];
}

/** `GET /quota` as last read. */
export interface AccountQuotaView {
  account: string;
  usedBytes: number;
  /** 0: unlimited. */
  limitBytes: number;
  /** Unrounded; undefined where unlimited. */
  percent: number | undefined;
  /** Category → bytes. */
  breakdown: Record<string, number>;
  /** MXroute's patience with an account above its quota; null: none needed. */
  grace: { daysRemaining: number | null; deadline: string | null } | null;
  /** When MXroute counted; null: it did not say. */
  countedAt: string | null;
  readAt: string;
  thresholdPercent: number;
  /** ISO time since which the alarm stands. */
  alarmSince: string | null;
}
