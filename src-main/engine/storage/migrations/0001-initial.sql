-- Times are INTEGER milliseconds since the epoch, UTC. Booleans are 0 or 1. JSON columns hold valid JSON.
-- Every table carries the account; NULL means "all accounts" or "belongs to none".

-- What this data folder is: `installation` keeps its keychain entries apart from those of other folders.
CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE accounts (
  id         TEXT PRIMARY KEY,
  label      TEXT NOT NULL,
  server     TEXT NOT NULL,
  username   TEXT NOT NULL,
  api_url    TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE settings (
  key        TEXT NOT NULL,
  account_id TEXT REFERENCES accounts (id) ON DELETE CASCADE,
  value      TEXT NOT NULL CHECK (json_valid(value)),
  updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX settings_key ON settings (key, ifnull(account_id, ''));

CREATE TABLE domain_policies (
  account_id        TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  domain            TEXT NOT NULL,
  dmarc_record      TEXT,
  accepted_mx_hosts TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(accepted_mx_hosts)),
  PRIMARY KEY (account_id, domain)
) STRICT, WITHOUT ROWID;

-- What MXroute says should be published; reused for 24 h.
CREATE TABLE expectations (
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  domain     TEXT NOT NULL,
  fetched_at INTEGER NOT NULL,
  value      TEXT NOT NULL CHECK (json_valid(value)),
  PRIMARY KEY (account_id, domain)
) STRICT, WITHOUT ROWID;

CREATE TABLE verification_keys (
  account_id TEXT PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
  fetched_at INTEGER NOT NULL,
  value      TEXT NOT NULL CHECK (json_valid(value))
) STRICT;

CREATE TABLE domains (
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  domain     TEXT NOT NULL,
  overall    TEXT NOT NULL CHECK (overall IN ('healthy', 'degraded', 'unhealthy', 'unknown')),
  -- Since when `overall` has held.
  since      INTEGER NOT NULL,
  -- Since when the domain is not healthy; NULL while it is.
  trouble_since INTEGER,
  mail_hosting  INTEGER,
  checked_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, domain)
) STRICT, WITHOUT ROWID;

CREATE TABLE domain_checks (
  account_id TEXT NOT NULL,
  domain     TEXT NOT NULL,
  check_name TEXT NOT NULL,
  -- What the last scan saw, `unknown` included.
  result     TEXT NOT NULL CHECK (json_valid(result)),
  -- The last status that was not `unknown`; NULL when there never was one.
  known_status TEXT,
  PRIMARY KEY (account_id, domain, check_name),
  FOREIGN KEY (account_id, domain) REFERENCES domains (account_id, domain) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE mailboxes (
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  mailbox    TEXT NOT NULL,
  domain     TEXT NOT NULL,
  quota_mb   REAL,
  usage_mb   REAL,
  send_limit REAL,
  sent       REAL,
  suspended  INTEGER NOT NULL,
  read_at    INTEGER NOT NULL,
  PRIMARY KEY (account_id, mailbox)
) STRICT, WITHOUT ROWID;
CREATE INDEX mailboxes_domain ON mailboxes (account_id, domain);

CREATE TABLE mailbox_alarms (
  account_id TEXT NOT NULL,
  mailbox    TEXT NOT NULL,
  measure    TEXT NOT NULL CHECK (measure IN ('storage', 'sends', 'sendRate')),
  since      INTEGER NOT NULL,
  PRIMARY KEY (account_id, mailbox, measure),
  FOREIGN KEY (account_id, mailbox) REFERENCES mailboxes (account_id, mailbox) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE mailbox_samples (
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  mailbox    TEXT NOT NULL,
  at         INTEGER NOT NULL,
  quota_mb   REAL,
  usage_mb   REAL,
  send_limit REAL,
  sent       REAL,
  PRIMARY KEY (account_id, mailbox, at)
) STRICT, WITHOUT ROWID;
CREATE INDEX mailbox_samples_at ON mailbox_samples (at);

CREATE TABLE schedule (
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  monitor    TEXT NOT NULL,
  due_at     INTEGER NOT NULL,
  -- Scans in a row that could not run.
  failures   INTEGER NOT NULL DEFAULT 0,
  failing_since INTEGER,
  -- 1 while monitor.failed stands unanswered.
  reported   INTEGER NOT NULL DEFAULT 0,
  last_started_at  INTEGER,
  last_finished_at INTEGER,
  last_ok    INTEGER,
  last_message TEXT,
  PRIMARY KEY (account_id, monitor)
) STRICT, WITHOUT ROWID;

CREATE TABLE events (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id TEXT REFERENCES accounts (id) ON DELETE SET NULL,
  at         INTEGER NOT NULL,
  action     TEXT NOT NULL,
  severity   TEXT NOT NULL,
  actor      TEXT NOT NULL,
  target     TEXT NOT NULL,
  details    TEXT NOT NULL CHECK (json_valid(details))
) STRICT;
CREATE INDEX events_at ON events (at);
CREATE INDEX events_action ON events (action, id);

CREATE TABLE subscriptions (
  action     TEXT PRIMARY KEY,
  account_id TEXT REFERENCES accounts (id) ON DELETE CASCADE
) STRICT;

CREATE TABLE targets (
  id           TEXT PRIMARY KEY,
  account_id   TEXT REFERENCES accounts (id) ON DELETE CASCADE,
  label        TEXT NOT NULL,
  service      TEXT NOT NULL,
  masked_url   TEXT NOT NULL,
  store        TEXT NOT NULL CHECK (store IN ('keychain', 'env', 'database')),
  -- keychain: NULL. env: the URL with {token} in the place of the secret. database: the whole URL.
  url          TEXT,
  env_variable TEXT,
  enabled      INTEGER NOT NULL DEFAULT 1,
  created_at   INTEGER NOT NULL,
  -- Removed targets keep their row for the history until nothing refers to them.
  removed_at   INTEGER
) STRICT;

-- One row per event and target: queued → sending → delivered, or back to queued, or failed.
-- target_id names a target, or 'os' for this computer's own notifications.
CREATE TABLE outbox (
  id              INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id      TEXT,
  event_id        INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  target_id       TEXT NOT NULL,
  target_label    TEXT NOT NULL,
  status          TEXT NOT NULL CHECK (status IN ('queued', 'sending', 'delivered', 'failed')),
  attempts        INTEGER NOT NULL DEFAULT 0,
  created_at      INTEGER NOT NULL,
  -- When the first attempt was made: retries end 24 h after it.
  first_attempt_at INTEGER,
  next_attempt_at INTEGER,
  -- When it was delivered, or failed for good.
  delivered_at    INTEGER,
  duration_ms     INTEGER,
  last_error      TEXT,
  UNIQUE (event_id, target_id)
) STRICT;
CREATE INDEX outbox_lane ON outbox (target_id, id) WHERE status IN ('queued', 'sending');
CREATE INDEX outbox_status ON outbox (status, id);
CREATE INDEX outbox_target ON outbox (target_id, id);
