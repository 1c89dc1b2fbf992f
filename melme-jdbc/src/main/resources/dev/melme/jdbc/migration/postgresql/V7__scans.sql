-- By mailbox: messages whose attachments a scanner is to see, or has seen. due_at is NULL once that is done.
CREATE TABLE ${prefix}scan (
  mailbox_id uuid NOT NULL,
  message_id uuid NOT NULL,
  attempts integer NOT NULL,
  due_at bigint,
  refused text NOT NULL,
  PRIMARY KEY (mailbox_id, message_id)
);
CREATE INDEX ${prefix}scan_due ON ${prefix}scan (due_at) WHERE due_at IS NOT NULL;
