-- What recipients were answered. docs/schema.md says why it is as it is.
-- A crash in between leaves what was made so far, so each statement may run again.

-- Log: by time, which is in the id; written in batches, pruned by time. Keys are the UTF-8 bytes of canonical addresses.
CREATE TABLE IF NOT EXISTS ${prefix}delivery_log (
  record_id BINARY(16) NOT NULL,
  recipient_key VARBINARY(1024) NOT NULL,
  sender_key VARBINARY(1024) NOT NULL,
  mailbox_id BINARY(16),
  recipient TEXT NOT NULL,
  reverse_path TEXT,
  matched_alias TEXT,
  reason VARCHAR(40) NOT NULL,
  message_id BINARY(16),
  size_bytes BIGINT,
  PRIMARY KEY (record_id),
  KEY ${prefix}delivery_log_recipient (recipient_key, record_id),
  KEY ${prefix}delivery_log_sender (sender_key, record_id),
  KEY ${prefix}delivery_log_mailbox (mailbox_id, record_id)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
