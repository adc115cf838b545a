-- What the doubted answer left out, as a JSON array: only that can be confirmed by another one. NULL: whatever it was.
ALTER TABLE doubts ADD COLUMN missing TEXT;

-- Another login's answers say nothing about this one, its account's storage neither, and that its domains are gone is no
-- surprise.
DROP TRIGGER other_login;
CREATE TRIGGER other_login AFTER UPDATE OF server, username, api_url ON accounts
WHEN old.server <> new.server OR old.username <> new.username OR old.api_url <> new.api_url
BEGIN
  DELETE FROM scan_answers WHERE account_id = old.id;
  DELETE FROM doubts WHERE account_id = old.id;
  DELETE FROM account_quotas WHERE account_id = old.id;
  INSERT INTO doubts (account_id, monitor, subject, since) VALUES (old.id, 'dns', '', 0), (old.id, 'usage', '', 0);
END;
