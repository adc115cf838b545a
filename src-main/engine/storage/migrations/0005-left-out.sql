-- What a mute took out of an event, decided once, when the event was recorded: clocks and mutes that are set later
-- change nothing about it. Absent: nothing.
CREATE TABLE left_out (
  event_id INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  subject  TEXT NOT NULL,
  PRIMARY KEY (event_id, subject)
) STRICT, WITHOUT ROWID;

-- Until now that was judged by the time of the event, whenever one asked: judged so for the last time.
INSERT INTO left_out (event_id, subject)
  SELECT DISTINCT events.id, mutes.subject FROM mutes
  JOIN events ON events.at > mutes.since AND events.at <= mutes.until
  WHERE substr(events.action, 1, instr(events.action, '.') - 1)
      IN ('domain', 'pointer', 'mailbox', 'account', 'forwarder', 'catchall', 'spam', 'dns')
    AND (events.target = mutes.subject
      OR EXISTS (SELECT 1 FROM json_each(events.details, '$.domains') WHERE json_extract(value, '$.domain') = mutes.subject)
      OR EXISTS (SELECT 1 FROM json_each(events.details, '$.mailboxes') WHERE json_extract(value, '$.mailbox') = mutes.subject)
      OR EXISTS (SELECT 1 FROM json_each(events.details, '$.changes') WHERE json_extract(value, '$.subject') = mutes.subject));

-- 1: people had been told of this trouble before anything of it was hidden, so they must hear of its end.
-- Of what is hidden already: a recovery's trouble may have been told, which is the safe side.
ALTER TABLE hidden_alerts ADD COLUMN known INTEGER NOT NULL DEFAULT 0;
UPDATE hidden_alerts SET known = 1
  WHERE EXISTS (SELECT 1 FROM events WHERE events.id = hidden_alerts.event_id AND events.action LIKE '%recovered');

-- Since when quiet hours hold the row; NULL: they do not now. Its 24 hours stand still for so long.
ALTER TABLE outbox ADD COLUMN held_at INTEGER;
CREATE INDEX outbox_held ON outbox (target_id) WHERE held_at IS NOT NULL;
