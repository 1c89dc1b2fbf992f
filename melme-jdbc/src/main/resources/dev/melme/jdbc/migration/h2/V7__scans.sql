-- By mailbox: messages whose attachments a scanner is to see, or has seen. due_at is NULL once that is done.
CREATE TABLE IF NOT EXISTS ${prefix}scan (
  mailbox_id UUID NOT NULL,
  message_id UUID NOT NULL,
  attempts INTEGER NOT NULL,
  due_at BIGINT,
  refused VARCHAR(1000000) NOT NULL,
  PRIMARY KEY (mailbox_id, message_id)
);
CREATE INDEX IF NOT EXISTS ${prefix}scan_due ON ${prefix}scan (due_at);
