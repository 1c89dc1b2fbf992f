-- By mailbox: the search terms of a message as numbers, with one for the mailbox itself. docs/schema.md says why.
CREATE TABLE ${prefix}search_index (
  mailbox_id uuid NOT NULL,
  message_id uuid NOT NULL,
  terms integer[] NOT NULL,
  PRIMARY KEY (mailbox_id, message_id)
);
CREATE INDEX ${prefix}search_index_terms ON ${prefix}search_index USING gin (terms);

-- By mailbox: entries that are not in the index yet.
CREATE TABLE ${prefix}unindexed (
  mailbox_id uuid NOT NULL,
  message_id uuid NOT NULL,
  PRIMARY KEY (mailbox_id, message_id)
);
-- Rows come and go within seconds.
ALTER TABLE ${prefix}unindexed SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

INSERT INTO ${prefix}unindexed SELECT mailbox_id, message_id FROM ${prefix}entry;
