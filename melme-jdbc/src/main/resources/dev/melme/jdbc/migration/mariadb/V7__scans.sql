-- By mailbox: messages whose attachments a scanner is to see, or has seen. due_at is NULL once that is done.
CREATE TABLE IF NOT EXISTS ${prefix}scan (
  mailbox_id BINARY(16) NOT NULL,
  message_id BINARY(16) NOT NULL,
  attempts INTEGER NOT NULL,
  due_at BIGINT,
  refused MEDIUMTEXT NOT NULL,
  PRIMARY KEY (mailbox_id, message_id),
  KEY ${prefix}scan_due (due_at)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
