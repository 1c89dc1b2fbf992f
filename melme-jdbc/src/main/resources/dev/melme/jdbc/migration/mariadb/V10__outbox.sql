-- What teams write and send: drafts, the outbox, notifications. docs/schema.md draws the tables and says why they are as they are.
-- A crash in between leaves what was made so far, so each statement may run again. MySQL knows no IF NOT EXISTS for columns;
-- there a crash between two of the first three statements is mended by dropping the column that was made.

ALTER TABLE ${prefix}alias ADD COLUMN /*M! IF NOT EXISTS */
  sending VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'ALLOWED';

-- Where the entry of a message begins, and the conversation that a sent copy goes on with. A delivery leaves both alone.
ALTER TABLE ${prefix}pending ADD COLUMN /*M! IF NOT EXISTS */
  folder VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'INBOX';
ALTER TABLE ${prefix}pending ADD COLUMN /*M! IF NOT EXISTS */ conversation_id BINARY(16);

-- By mailbox: what is known of a message that a team sent, beside its sent copy. due_at is NULL once nothing is to be tried.
CREATE TABLE IF NOT EXISTS ${prefix}outbox (
  mailbox_id BINARY(16) NOT NULL,
  message_id BINARY(16) NOT NULL,
  state VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  due_at BIGINT,
  attempts INTEGER NOT NULL,
  in_hand SMALLINT NOT NULL,
  queued_at BIGINT NOT NULL,
  from_address TEXT NOT NULL,
  envelope_sender TEXT,
  message_id_field MEDIUMTEXT NOT NULL,
  message_id_hash CHAR(43) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  operator_label MEDIUMTEXT,
  answers BINARY(16),
  sent_anyway MEDIUMTEXT NOT NULL,
  PRIMARY KEY (mailbox_id, message_id),
  KEY ${prefix}outbox_due (due_at, message_id),
  KEY ${prefix}outbox_state (state, message_id),
  KEY ${prefix}outbox_message_id (mailbox_id, message_id_hash)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- By mailbox: the recipients of such a message, and how far it is with each.
CREATE TABLE IF NOT EXISTS ${prefix}outbox_recipient (
  mailbox_id BINARY(16) NOT NULL,
  message_id BINARY(16) NOT NULL,
  ordinal INTEGER NOT NULL,
  address TEXT NOT NULL,
  field VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  reply MEDIUMTEXT,
  state_at BIGINT,
  PRIMARY KEY (mailbox_id, message_id, ordinal)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- By mailbox: what a team is writing. last_number is the highest number that a file of it ever had.
CREATE TABLE IF NOT EXISTS ${prefix}draft (
  mailbox_id BINARY(16) NOT NULL,
  draft_id BINARY(16) NOT NULL,
  version BIGINT NOT NULL,
  saved_at BIGINT NOT NULL,
  operator_label MEDIUMTEXT,
  kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  answers BINARY(16),
  from_address TEXT,
  to_text MEDIUMTEXT NOT NULL,
  cc_text MEDIUMTEXT NOT NULL,
  bcc_text MEDIUMTEXT NOT NULL,
  subject MEDIUMTEXT NOT NULL,
  body_text MEDIUMTEXT,
  body_html MEDIUMTEXT,
  quoting SMALLINT NOT NULL,
  last_number INTEGER NOT NULL,
  PRIMARY KEY (mailbox_id, draft_id)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- By mailbox: the files of a draft.
CREATE TABLE IF NOT EXISTS ${prefix}draft_attachment (
  mailbox_id BINARY(16) NOT NULL,
  draft_id BINARY(16) NOT NULL,
  file_number INTEGER NOT NULL,
  file_name TEXT NOT NULL,
  content_type TEXT NOT NULL,
  content_id TEXT,
  size_bytes BIGINT NOT NULL,
  PRIMARY KEY (mailbox_id, draft_id, file_number)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- By mailbox: the bytes of such a file, 256 KiB a row.
CREATE TABLE IF NOT EXISTS ${prefix}draft_content (
  mailbox_id BINARY(16) NOT NULL,
  draft_id BINARY(16) NOT NULL,
  file_number INTEGER NOT NULL,
  chunk INTEGER NOT NULL,
  data MEDIUMBLOB NOT NULL,
  PRIMARY KEY (mailbox_id, draft_id, file_number, chunk)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Directory: that a notification was sent to someone about a recipient on a day (days since 1970-01-01); pruned by day.
-- Keys are the UTF-8 bytes of canonical addresses.
CREATE TABLE IF NOT EXISTS ${prefix}notice (
  notice_day INTEGER NOT NULL,
  sender_key VARBINARY(1024) NOT NULL,
  recipient_key VARBINARY(1024) NOT NULL,
  PRIMARY KEY (notice_day, sender_key, recipient_key)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
