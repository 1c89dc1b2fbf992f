-- What teams write and send: drafts, the outbox, notifications. docs/schema.md draws the tables and says why they are as they are.
-- A crash in between leaves what was made so far, so each statement may run again.

ALTER TABLE ${prefix}alias ADD COLUMN IF NOT EXISTS sending VARCHAR(20) DEFAULT 'ALLOWED' NOT NULL;

-- Where the entry of a message begins, and the conversation that a sent copy goes on with. A delivery leaves both alone.
ALTER TABLE ${prefix}pending ADD COLUMN IF NOT EXISTS folder VARCHAR(20) DEFAULT 'INBOX' NOT NULL;
ALTER TABLE ${prefix}pending ADD COLUMN IF NOT EXISTS conversation_id UUID;

-- By mailbox: what is known of a message that a team sent, beside its sent copy. due_at is NULL once nothing is to be tried.
CREATE TABLE IF NOT EXISTS ${prefix}outbox (
  mailbox_id UUID NOT NULL,
  message_id UUID NOT NULL,
  state VARCHAR(20) NOT NULL,
  due_at BIGINT,
  attempts INTEGER NOT NULL,
  in_hand SMALLINT NOT NULL,
  queued_at BIGINT NOT NULL,
  from_address VARCHAR(1000) NOT NULL,
  envelope_sender VARCHAR(1000),
  message_id_field VARCHAR(100000) NOT NULL,
  message_id_hash CHAR(43) NOT NULL,
  operator_label VARCHAR(1000000),
  answers UUID,
  sent_anyway VARCHAR(1000000) NOT NULL,
  PRIMARY KEY (mailbox_id, message_id)
);
CREATE INDEX IF NOT EXISTS ${prefix}outbox_due ON ${prefix}outbox (due_at, message_id);
CREATE INDEX IF NOT EXISTS ${prefix}outbox_state ON ${prefix}outbox (state, message_id);
CREATE INDEX IF NOT EXISTS ${prefix}outbox_message_id ON ${prefix}outbox (mailbox_id, message_id_hash);

-- By mailbox: the recipients of such a message, and how far it is with each.
CREATE TABLE IF NOT EXISTS ${prefix}outbox_recipient (
  mailbox_id UUID NOT NULL,
  message_id UUID NOT NULL,
  ordinal INTEGER NOT NULL,
  address VARCHAR(1000) NOT NULL,
  field VARCHAR(20) NOT NULL,
  state VARCHAR(20) NOT NULL,
  reply VARCHAR(100000),
  state_at BIGINT,
  PRIMARY KEY (mailbox_id, message_id, ordinal)
);
-- H2 looks several rows up at once only by an index that has no further column.
CREATE INDEX IF NOT EXISTS ${prefix}outbox_recipient_of ON ${prefix}outbox_recipient (mailbox_id, message_id);

-- By mailbox: what a team is writing. last_number is the highest number that a file of it ever had.
CREATE TABLE IF NOT EXISTS ${prefix}draft (
  mailbox_id UUID NOT NULL,
  draft_id UUID NOT NULL,
  version BIGINT NOT NULL,
  saved_at BIGINT NOT NULL,
  operator_label VARCHAR(1000000),
  kind VARCHAR(20) NOT NULL,
  answers UUID,
  from_address VARCHAR(1000),
  to_text VARCHAR(1000000) NOT NULL,
  cc_text VARCHAR(1000000) NOT NULL,
  bcc_text VARCHAR(1000000) NOT NULL,
  subject VARCHAR(100000) NOT NULL,
  body_text VARCHAR(1000000),
  body_html VARCHAR(1000000),
  quoting SMALLINT NOT NULL,
  last_number INTEGER NOT NULL,
  PRIMARY KEY (mailbox_id, draft_id)
);

-- By mailbox: the files of a draft.
CREATE TABLE IF NOT EXISTS ${prefix}draft_attachment (
  mailbox_id UUID NOT NULL,
  draft_id UUID NOT NULL,
  file_number INTEGER NOT NULL,
  file_name VARCHAR(1000) NOT NULL,
  content_type VARCHAR(1000) NOT NULL,
  content_id VARCHAR(1000),
  size_bytes BIGINT NOT NULL,
  PRIMARY KEY (mailbox_id, draft_id, file_number)
);
CREATE INDEX IF NOT EXISTS ${prefix}draft_attachment_of ON ${prefix}draft_attachment (mailbox_id, draft_id);

-- By mailbox: the bytes of such a file, 256 KiB a row.
CREATE TABLE IF NOT EXISTS ${prefix}draft_content (
  mailbox_id UUID NOT NULL,
  draft_id UUID NOT NULL,
  file_number INTEGER NOT NULL,
  chunk INTEGER NOT NULL,
  data VARBINARY(262144) NOT NULL,
  PRIMARY KEY (mailbox_id, draft_id, file_number, chunk)
);

-- Directory: that a notification was sent to someone about a recipient on a day (days since 1970-01-01); pruned by day.
-- Keys are the UTF-8 bytes of canonical addresses.
CREATE TABLE IF NOT EXISTS ${prefix}notice (
  notice_day INTEGER NOT NULL,
  sender_key VARBINARY(1024) NOT NULL,
  recipient_key VARBINARY(1024) NOT NULL,
  PRIMARY KEY (notice_day, sender_key, recipient_key)
);
