-- For the list of deliveries, which can be narrowed to one account.
CREATE INDEX outbox_account ON outbox (account_id, id);
