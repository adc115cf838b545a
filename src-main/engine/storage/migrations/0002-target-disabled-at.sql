-- Since when a target is switched off; NULL while it is on. Only what waited through a day of that ends unsent.
ALTER TABLE targets ADD COLUMN disabled_at INTEGER;
