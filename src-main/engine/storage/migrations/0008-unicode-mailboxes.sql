-- Mailboxes of international domains were named as MXroute spells them (A-labels), and everything else in Unicode: a
-- mute of the one form missed the alerts of the other. All of them are in Unicode from now on. What was told or hidden
-- of them is renamed as well, so that nothing comes a second time. `mailboxes.domain` stays as MXroute spells it, which
-- is how it must be asked for. `names_in_unicode`: names-in-unicode.ts.
CREATE TEMP TABLE respelled (
  account_id TEXT NOT NULL,
  old        TEXT NOT NULL,
  new        TEXT NOT NULL,
  PRIMARY KEY (account_id, old)
);
-- Samples outlive their mailbox. From name to name by the key: there may be millions.
WITH RECURSIVE sampled (account_id, mailbox) AS (
  SELECT id, (SELECT min(mailbox) FROM mailbox_samples WHERE account_id = id) FROM accounts
  UNION ALL
  SELECT account_id, (SELECT min(s.mailbox) FROM mailbox_samples s
                      WHERE s.account_id = sampled.account_id AND s.mailbox > sampled.mailbox)
  FROM sampled WHERE mailbox IS NOT NULL
)
INSERT INTO respelled
  SELECT account_id, mailbox, names_in_unicode(mailbox)
  FROM (SELECT account_id, mailbox FROM sampled UNION SELECT account_id, mailbox FROM mailboxes)
  WHERE instr(mailbox, 'xn--') > 0 AND names_in_unicode(mailbox) <> mailbox;

INSERT OR IGNORE INTO mailboxes (account_id, mailbox, domain, quota_mb, usage_mb, send_limit, sent, suspended, read_at)
  SELECT m.account_id, new, domain, quota_mb, usage_mb, send_limit, sent, suspended, read_at
  FROM respelled r JOIN mailboxes m ON m.account_id = r.account_id AND m.mailbox = r.old;
INSERT OR IGNORE INTO mailbox_alarms (account_id, mailbox, measure, since)
  SELECT a.account_id, new, measure, since
  FROM respelled r JOIN mailbox_alarms a ON a.account_id = r.account_id AND a.mailbox = r.old;
DELETE FROM mailbox_alarms WHERE (account_id, mailbox) IN (SELECT account_id, old FROM respelled);
DELETE FROM mailboxes WHERE (account_id, mailbox) IN (SELECT account_id, old FROM respelled);
UPDATE OR REPLACE mailbox_samples
  SET mailbox = (SELECT new FROM respelled r WHERE r.account_id = mailbox_samples.account_id AND old = mailbox)
  WHERE (account_id, mailbox) IN (SELECT account_id, old FROM respelled);
DROP TABLE respelled;

UPDATE OR REPLACE mutes SET subject = names_in_unicode(subject) WHERE subject LIKE '%@%xn--%';
UPDATE OR REPLACE left_out SET subject = names_in_unicode(subject) WHERE subject LIKE '%@%xn--%';
UPDATE OR REPLACE hidden_alerts SET subject = names_in_unicode(subject), topic = names_in_unicode(topic)
  WHERE subject LIKE '%@%xn--%';
UPDATE OR IGNORE outbox SET subject = names_in_unicode(subject) WHERE subject LIKE '%@%xn--%';
-- The only events that name mailboxes so. What is muted of an event, and which alert a recovery answers, goes by names.
UPDATE events SET target = names_in_unicode(target), details = names_in_unicode(details)
  WHERE action >= 'mailbox.' AND action < 'mailbox/' AND (instr(target, 'xn--') > 0 OR instr(details, 'xn--') > 0);
UPDATE events SET target = names_in_unicode(target)
  WHERE action = 'settings.update' AND target LIKE '%@%xn--%';
