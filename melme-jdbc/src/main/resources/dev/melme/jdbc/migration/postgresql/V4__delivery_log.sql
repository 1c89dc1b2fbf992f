-- What recipients were answered. docs/schema.md says why it is as it is.

-- Log: by time, which is in the id; written in batches, pruned by time. Keys are the UTF-8 bytes of canonical addresses.
CREATE TABLE ${prefix}delivery_log (
  record_id uuid NOT NULL,
  recipient_key bytea NOT NULL,
  sender_key bytea NOT NULL,
  mailbox_id uuid,
  recipient text NOT NULL,
  reverse_path text,
  matched_alias text,
  reason varchar(40) NOT NULL,
  message_id uuid,
  size_bytes bigint,
  PRIMARY KEY (record_id)
);
CREATE INDEX ${prefix}delivery_log_recipient ON ${prefix}delivery_log (recipient_key, record_id);
CREATE INDEX ${prefix}delivery_log_sender ON ${prefix}delivery_log (sender_key, record_id);
CREATE INDEX ${prefix}delivery_log_mailbox ON ${prefix}delivery_log (mailbox_id, record_id);
