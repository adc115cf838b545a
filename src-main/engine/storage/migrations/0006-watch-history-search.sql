-- What the account watch has seen of an account, per domain and facet (`hosting`, `mailboxes`, …); the account's own
-- lists (`domains`, `whitelist`, …) stand under the domain ''. No row: not seen yet, so what comes is the baseline.
CREATE TABLE inventory (
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  domain     TEXT NOT NULL,
  facet      TEXT NOT NULL,
  value      TEXT NOT NULL CHECK (json_valid(value)),
  read_at    INTEGER NOT NULL,
  -- Since when an answer stands that is too sudden to be believed the first time; NULL: none.
  doubted_at INTEGER,
  PRIMARY KEY (account_id, domain, facet)
) STRICT, WITHOUT ROWID;

-- The account's own storage as last read (GET /quota).
CREATE TABLE account_quotas (
  account_id  TEXT PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
  value       TEXT NOT NULL CHECK (json_valid(value)),
  read_at     INTEGER NOT NULL,
  -- Since when its alarm stands; NULL: it does not.
  alarm_since INTEGER
) STRICT;

-- Answers of a scan that has not ended yet: one that is cut off goes on where it stopped.
CREATE TABLE scan_answers (
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  monitor    TEXT NOT NULL,
  subject    TEXT NOT NULL,
  value      TEXT NOT NULL CHECK (json_valid(value)),
  at         INTEGER NOT NULL,
  PRIMARY KEY (account_id, monitor, subject)
) STRICT, WITHOUT ROWID;
-- Lists that became so short so suddenly that a second answer has to say so: what is missing in them stays as it was.
-- `subject`: whose list it is, a domain or '' (the account's domains); `since`: when the first such answer was given.
CREATE TABLE doubts (
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  monitor    TEXT NOT NULL,
  subject    TEXT NOT NULL,
  since      INTEGER NOT NULL,
  PRIMARY KEY (account_id, monitor, subject)
) STRICT, WITHOUT ROWID;

-- Another login's answers say nothing about this one, and that its domains are gone is no surprise.
CREATE TRIGGER other_login AFTER UPDATE OF server, username, api_url ON accounts
WHEN old.server <> new.server OR old.username <> new.username OR old.api_url <> new.api_url
BEGIN
  DELETE FROM scan_answers WHERE account_id = old.id;
  DELETE FROM doubts WHERE account_id = old.id;
  INSERT INTO doubts (account_id, monitor, subject, since) VALUES (old.id, 'dns', '', 0), (old.id, 'usage', '', 0);
END;

-- Why the last run could not be had: refused credentials concern every monitor.
ALTER TABLE schedule ADD COLUMN last_code TEXT;

-- Stretches of time in which a domain's overall stayed the same, from the first to the last check that saw it.
-- They go with the domain, as do its advisory checks.
CREATE TABLE domain_statuses (
  account_id TEXT NOT NULL,
  domain     TEXT NOT NULL,
  since      INTEGER NOT NULL,
  until      INTEGER NOT NULL CHECK (until >= since),
  overall    TEXT NOT NULL CHECK (overall IN ('healthy', 'degraded', 'unhealthy', 'unknown')),
  PRIMARY KEY (account_id, domain, since),
  FOREIGN KEY (account_id, domain) REFERENCES domains (account_id, domain) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- The advisory checks as last looked up.
CREATE TABLE domain_advice (
  account_id TEXT NOT NULL,
  domain     TEXT NOT NULL,
  checked_at INTEGER NOT NULL,
  value      TEXT NOT NULL CHECK (json_valid(value)),
  PRIMARY KEY (account_id, domain),
  FOREIGN KEY (account_id, domain) REFERENCES domains (account_id, domain) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- The search of the log (audit/search-index.ts). Each text that events can be found by stands here once, folded, and
-- `event_terms` tells in which events; of kind `account`: an account's id. `events`: in how many, for choosing a way.
-- Ids are never used again: a search remembers how far it has looked.
CREATE TABLE search_terms (
  id     INTEGER PRIMARY KEY AUTOINCREMENT,
  kind   TEXT NOT NULL CHECK (kind IN ('text', 'account')),
  text   TEXT NOT NULL,
  events INTEGER NOT NULL DEFAULT 0,
  UNIQUE (kind, text)
) STRICT;
-- Rows of events that are gone are left for the daily clean-up: a search looks at the event itself anyway.
CREATE TABLE event_terms (
  term_id  INTEGER NOT NULL,
  event_id INTEGER NOT NULL,
  PRIMARY KEY (term_id, event_id)
) STRICT, WITHOUT ROWID;
-- Between which times the events of a run of ids lie: clocks are set, so ids are not in the order of time.
CREATE TABLE event_blocks (
  block    INTEGER PRIMARY KEY,
  first_at INTEGER NOT NULL,
  last_at  INTEGER NOT NULL
) STRICT;
-- The one row says which ids are indexed: all from `first` to `last`. Younger ones follow soon, older ones (of before
-- this table was) in the background, newest first.
CREATE TABLE search_range (
  id    INTEGER PRIMARY KEY CHECK (id = 1),
  first INTEGER NOT NULL,
  last  INTEGER NOT NULL
) STRICT;
INSERT INTO search_range (id, first, last) SELECT 1, ifnull(max(id), 0) + 1, ifnull(max(id), 0) FROM events;

-- The account watch comes switched on, which nobody chose, and events are told by choice: of an account that is set
-- up already, what is lost is told from now on; the rest waits for a tick. Who listens to nothing goes on doing so.
INSERT OR IGNORE INTO subscriptions (action)
SELECT column1
FROM (VALUES ('domain.delete'), ('pointer.delete'), ('mailbox.delete'), ('forwarder.delete'),
             ('spam.whitelist_remove'), ('spam.blacklist_remove'))
WHERE EXISTS (SELECT 1 FROM accounts) AND EXISTS (SELECT 1 FROM subscriptions);

-- When a reading was taken by MXroute's own clock: this computer's may be set between two of them. NULL: not told.
ALTER TABLE mailbox_samples ADD COLUMN served_at INTEGER;
