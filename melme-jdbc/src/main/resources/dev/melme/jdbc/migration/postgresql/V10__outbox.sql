-- What teams write and send: drafts, the outbox, notifications. docs/schema.md draws the tables and says why they are as they are.

ALTER TABLE ${prefix}alias ADD COLUMN sending varchar(20) NOT NULL DEFAULT 'ALLOWED';

-- Where the entry of a message begins, and the conversation that a sent copy goes on with. A delivery leaves both alone.
ALTER TABLE ${prefix}pending
  ADD COLUMN folder varchar(20) COLLATE "C" NOT NULL DEFAULT 'INBOX',
  ADD COLUMN conversation_id uuid;

-- By mailbox: what is known of a message that a team sent, beside its sent copy. due_at is NULL once nothing is to be tried.
CREATE TABLE ${prefix}outbox (
  mailbox_id uuid NOT NULL,
  message_id uuid NOT NULL,
  state varchar(20) COLLATE "C" NOT NULL,
  due_at bigint,
  attempts integer NOT NULL,
  in_hand smallint NOT NULL,
  queued_at bigint NOT NULL,
  from_address text NOT NULL,
  envelope_sender text,
  message_id_field text NOT NULL,
  message_id_hash char(43) COLLATE "C" NOT NULL,
  operator_label text,
  answers uuid,
  sent_anyway text NOT NULL,
  PRIMARY KEY (mailbox_id, message_id)
);
CREATE INDEX ${prefix}outbox_due ON ${prefix}outbox (due_at, message_id) WHERE due_at IS NOT NULL;
CREATE INDEX ${prefix}outbox_state ON ${prefix}outbox (state, message_id);
CREATE INDEX ${prefix}outbox_message_id ON ${prefix}outbox (mailbox_id, message_id_hash);
-- Each row is updated some times within seconds, then never again.
ALTER TABLE ${prefix}outbox SET (autovacuum_vacuum_scale_factor = 0.05);

-- By mailbox: the recipients of such a message, and how far it is with each.
CREATE TABLE ${prefix}outbox_recipient (
  mailbox_id uuid NOT NULL,
  message_id uuid NOT NULL,
  ordinal integer NOT NULL,
  address text NOT NULL,
  field varchar(20) NOT NULL,
  state varchar(20) NOT NULL,
  reply text,
  state_at bigint,
  PRIMARY KEY (mailbox_id, message_id, ordinal)
);
-- No index on what changes: updates stay on their page.
ALTER TABLE ${prefix}outbox_recipient SET (fillfactor = 70);

-- By mailbox: what a team is writing. last_number is the highest number that a file of it ever had.
CREATE TABLE ${prefix}draft (
  mailbox_id uuid NOT NULL,
  draft_id uuid NOT NULL,
  version bigint NOT NULL,
  saved_at bigint NOT NULL,
  operator_label text,
  kind varchar(20) NOT NULL,
  answers uuid,
  from_address text,
  to_text text NOT NULL,
  cc_text text NOT NULL,
  bcc_text text NOT NULL,
  subject text NOT NULL,
  body_text text,
  body_html text,
  quoting smallint NOT NULL,
  last_number integer NOT NULL,
  PRIMARY KEY (mailbox_id, draft_id)
);

-- By mailbox: the files of a draft.
CREATE TABLE ${prefix}draft_attachment (
  mailbox_id uuid NOT NULL,
  draft_id uuid NOT NULL,
  file_number integer NOT NULL,
  file_name text NOT NULL,
  content_type text NOT NULL,
  content_id text,
  size_bytes bigint NOT NULL,
  PRIMARY KEY (mailbox_id, draft_id, file_number)
);

-- By mailbox: the bytes of such a file, 256 KiB a row.
CREATE TABLE ${prefix}draft_content (
  mailbox_id uuid NOT NULL,
  draft_id uuid NOT NULL,
  file_number integer NOT NULL,
  chunk integer NOT NULL,
  data bytea NOT NULL,
  PRIMARY KEY (mailbox_id, draft_id, file_number, chunk)
);
-- Files are compressed already, as a rule.
ALTER TABLE ${prefix}draft_content ALTER COLUMN data SET STORAGE EXTERNAL;

-- Directory: that a notification was sent to someone about a recipient on a day (days since 1970-01-01); pruned by day.
-- Keys are the UTF-8 bytes of canonical addresses.
CREATE TABLE ${prefix}notice (
  notice_day integer NOT NULL,
  sender_key bytea NOT NULL,
  recipient_key bytea NOT NULL,
  PRIMARY KEY (notice_day, sender_key, recipient_key)
);
