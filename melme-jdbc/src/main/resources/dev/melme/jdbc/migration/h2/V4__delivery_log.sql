-- What recipients were answered. docs/schema.md says why it is as it is.
-- A crash in between leaves what was made so far, so each statement may run again.

-- Log: by time, which is in the id; written in batches, pruned by time. Keys are the UTF-8 bytes of canonical addresses.
CREATE TABLE IF NOT EXISTS ${prefix}delivery_log (
  record_id UUID NOT NULL,
  recipient_key VARBINARY(1024) NOT NULL,
  sender_key VARBINARY(1024) NOT NULL,
  mailbox_id UUID,
  recipient VARCHAR(1000) NOT NULL,
  reverse_path VARCHAR(1000),
  matched_alias VARCHAR(1000),
  reason VARCHAR(40) NOT NULL,
  message_id UUID,
  size_bytes BIGINT,
  PRIMARY KEY (record_id)
);
CREATE INDEX IF NOT EXISTS ${prefix}delivery_log_recipient ON ${prefix}delivery_log (recipient_key, record_id);
CREATE INDEX IF NOT EXISTS ${prefix}delivery_log_sender ON ${prefix}delivery_log (sender_key, record_id);
CREATE INDEX IF NOT EXISTS ${prefix}delivery_log_mailbox ON ${prefix}delivery_log (mailbox_id, record_id);
