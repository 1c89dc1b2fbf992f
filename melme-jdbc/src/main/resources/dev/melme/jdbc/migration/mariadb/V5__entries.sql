-- What teams see and do: entries in folders, conversations, labels, the feed of changes.
-- docs/schema.md draws the tables and says why they are as they are.
-- A crash in between leaves what was made so far, so each statement may run again.

-- By mailbox: a message that has its place, with what lists show of it and what the team did with it.
CREATE TABLE IF NOT EXISTS ${prefix}entry (
  mailbox_id BINARY(16) NOT NULL,
  message_id BINARY(16) NOT NULL,
  position BIGINT NOT NULL,
  conversation_id BINARY(16) NOT NULL,
  received_at BIGINT NOT NULL,
  size_bytes BIGINT NOT NULL,
  folder VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  unread_in VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin,
  flagged_in VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin,
  labels MEDIUMTEXT NOT NULL,
  filed_from VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin,
  filed_at BIGINT,
  filed_by MEDIUMTEXT,
  matched_aliases MEDIUMTEXT NOT NULL,
  completeness VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  traits MEDIUMTEXT NOT NULL,
  subject MEDIUMTEXT NOT NULL,
  snippet MEDIUMTEXT NOT NULL,
  from_field MEDIUMTEXT NOT NULL,
  attachment_count INTEGER NOT NULL,
  PRIMARY KEY (mailbox_id, message_id),
  UNIQUE KEY ${prefix}entry_position (mailbox_id, position),
  KEY ${prefix}entry_folder (mailbox_id, folder, message_id),
  KEY ${prefix}entry_conversation (mailbox_id, conversation_id),
  KEY ${prefix}entry_unread (mailbox_id, unread_in, message_id),
  KEY ${prefix}entry_flagged (mailbox_id, flagged_in, message_id)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

INSERT INTO ${prefix}entry
SELECT m.mailbox_id, m.message_id, p.position, p.conversation_id, m.received_at, m.size_bytes,
  'INBOX', 'INBOX', NULL, '', NULL, NULL, NULL,
  m.matched_aliases, m.completeness, m.traits, m.subject, m.snippet, m.from_field, m.attachment_count
FROM ${prefix}placement p JOIN ${prefix}message m ON m.mailbox_id = p.mailbox_id AND m.message_id = p.message_id
WHERE NOT EXISTS (SELECT 1 FROM ${prefix}entry e WHERE e.mailbox_id = p.mailbox_id AND e.message_id = p.message_id);

-- By mailbox: which messages carry a label.
CREATE TABLE IF NOT EXISTS ${prefix}label_entry (
  mailbox_id BINARY(16) NOT NULL,
  label VARCHAR(40) NOT NULL,
  message_id BINARY(16) NOT NULL,
  PRIMARY KEY (mailbox_id, label, message_id)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- By mailbox: a conversation in each folder that it has messages in.
CREATE TABLE IF NOT EXISTS ${prefix}conversation (
  mailbox_id BINARY(16) NOT NULL,
  conversation_id BINARY(16) NOT NULL,
  folder VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  newest_position BIGINT NOT NULL,
  newest_at BIGINT NOT NULL,
  message_count INTEGER NOT NULL,
  unread_count INTEGER NOT NULL,
  flagged_count INTEGER NOT NULL,
  attachment_count INTEGER NOT NULL,
  participants MEDIUMTEXT,
  PRIMARY KEY (mailbox_id, conversation_id, folder),
  UNIQUE KEY ${prefix}conversation_list (mailbox_id, folder, newest_position)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

INSERT INTO ${prefix}conversation
SELECT mailbox_id, conversation_id, folder, MAX(position), MAX(received_at), COUNT(*), COUNT(unread_in), COUNT(flagged_in),
  SUM(attachment_count), NULL
FROM ${prefix}entry e
WHERE NOT EXISTS (SELECT 1 FROM ${prefix}conversation c WHERE c.mailbox_id = e.mailbox_id AND c.conversation_id = e.conversation_id)
GROUP BY mailbox_id, conversation_id, folder;

-- By mailbox: what became of conversations that were merged into another one, or that are closed.
CREATE TABLE IF NOT EXISTS ${prefix}follower (
  mailbox_id BINARY(16) NOT NULL,
  conversation_id BINARY(16) NOT NULL,
  follower_id BINARY(16) NOT NULL,
  merged SMALLINT NOT NULL,
  PRIMARY KEY (mailbox_id, conversation_id),
  KEY ${prefix}follower_of (mailbox_id, follower_id)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- By mailbox: changes that have no position yet.
CREATE TABLE IF NOT EXISTS ${prefix}waiting (
  mailbox_id BINARY(16) NOT NULL,
  ordinal BIGINT NOT NULL,
  kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  made_at BIGINT NOT NULL,
  operator_label MEDIUMTEXT,
  message_ids MEDIUMTEXT NOT NULL,
  PRIMARY KEY (mailbox_id, ordinal)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- By mailbox: changes by position; pruned by time.
CREATE TABLE IF NOT EXISTS ${prefix}feed (
  mailbox_id BINARY(16) NOT NULL,
  position BIGINT NOT NULL,
  kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  made_at BIGINT NOT NULL,
  operator_label MEDIUMTEXT,
  message_ids MEDIUMTEXT NOT NULL,
  PRIMARY KEY (mailbox_id, position),
  KEY ${prefix}feed_time (made_at)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- By mailbox, one row each: up to which position changes were pruned.
CREATE TABLE IF NOT EXISTS ${prefix}feed_start (
  mailbox_id BINARY(16) NOT NULL,
  forgotten_to BIGINT NOT NULL,
  PRIMARY KEY (mailbox_id)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- What came in before there was a feed is not in it.
INSERT INTO ${prefix}feed_start (mailbox_id, forgotten_to)
SELECT mailbox_id, last_position FROM ${prefix}progress
WHERE mailbox_id NOT IN (SELECT mailbox_id FROM ${prefix}feed_start);
