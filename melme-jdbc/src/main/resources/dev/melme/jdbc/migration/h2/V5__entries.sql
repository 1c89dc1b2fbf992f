-- What teams see and do: entries in folders, conversations, labels, the feed of changes.
-- docs/schema.md draws the tables and says why they are as they are.
-- A crash in between leaves what was made so far, so each statement may run again.

-- By mailbox: a message that has its place, with what lists show of it and what the team did with it.
CREATE TABLE IF NOT EXISTS ${prefix}entry (
  mailbox_id UUID NOT NULL,
  message_id UUID NOT NULL,
  position BIGINT NOT NULL,
  conversation_id UUID NOT NULL,
  received_at BIGINT NOT NULL,
  size_bytes BIGINT NOT NULL,
  folder VARCHAR(20) NOT NULL,
  unread_in VARCHAR(20),
  flagged_in VARCHAR(20),
  labels VARCHAR(1000000) NOT NULL,
  filed_from VARCHAR(20),
  filed_at BIGINT,
  filed_by VARCHAR(1000000),
  matched_aliases VARCHAR(1000000) NOT NULL,
  completeness VARCHAR(20) NOT NULL,
  traits VARCHAR(1000000) NOT NULL,
  subject VARCHAR(1000000) NOT NULL,
  snippet VARCHAR(1000000) NOT NULL,
  from_field VARCHAR(1000000) NOT NULL,
  attachment_count INTEGER NOT NULL,
  PRIMARY KEY (mailbox_id, message_id)
);

INSERT INTO ${prefix}entry
SELECT m.mailbox_id, m.message_id, p.position, p.conversation_id, m.received_at, m.size_bytes,
  'INBOX', 'INBOX', NULL, '', NULL, NULL, NULL,
  m.matched_aliases, m.completeness, m.traits, m.subject, m.snippet, m.from_field, m.attachment_count
FROM ${prefix}placement p JOIN ${prefix}message m ON m.mailbox_id = p.mailbox_id AND m.message_id = p.message_id
WHERE NOT EXISTS (SELECT 1 FROM ${prefix}entry e WHERE e.mailbox_id = p.mailbox_id AND e.message_id = p.message_id);

CREATE UNIQUE INDEX IF NOT EXISTS ${prefix}entry_position ON ${prefix}entry (mailbox_id, position);
CREATE INDEX IF NOT EXISTS ${prefix}entry_folder ON ${prefix}entry (mailbox_id, folder, message_id);
CREATE INDEX IF NOT EXISTS ${prefix}entry_conversation ON ${prefix}entry (mailbox_id, conversation_id);
CREATE INDEX IF NOT EXISTS ${prefix}entry_unread ON ${prefix}entry (mailbox_id, unread_in, message_id);
CREATE INDEX IF NOT EXISTS ${prefix}entry_flagged ON ${prefix}entry (mailbox_id, flagged_in, message_id);

-- By mailbox: which messages carry a label.
CREATE TABLE IF NOT EXISTS ${prefix}label_entry (
  mailbox_id UUID NOT NULL,
  label VARCHAR(40) NOT NULL,
  message_id UUID NOT NULL,
  PRIMARY KEY (mailbox_id, label, message_id)
);

-- By mailbox: a conversation in each folder that it has messages in.
CREATE TABLE IF NOT EXISTS ${prefix}conversation (
  mailbox_id UUID NOT NULL,
  conversation_id UUID NOT NULL,
  folder VARCHAR(20) NOT NULL,
  newest_position BIGINT NOT NULL,
  newest_at BIGINT NOT NULL,
  message_count INTEGER NOT NULL,
  unread_count INTEGER NOT NULL,
  flagged_count INTEGER NOT NULL,
  attachment_count INTEGER NOT NULL,
  participants VARCHAR(1000000),
  PRIMARY KEY (mailbox_id, conversation_id, folder)
);

INSERT INTO ${prefix}conversation
SELECT mailbox_id, conversation_id, folder, MAX(position), MAX(received_at), COUNT(*), COUNT(unread_in), COUNT(flagged_in),
  SUM(attachment_count), NULL
FROM ${prefix}entry e
WHERE NOT EXISTS (SELECT 1 FROM ${prefix}conversation c WHERE c.mailbox_id = e.mailbox_id AND c.conversation_id = e.conversation_id)
GROUP BY mailbox_id, conversation_id, folder;

CREATE UNIQUE INDEX IF NOT EXISTS ${prefix}conversation_list ON ${prefix}conversation (mailbox_id, folder, newest_position);

-- H2 looks rows up by all columns of an index, not by the first ones of a longer one.
CREATE INDEX IF NOT EXISTS ${prefix}conversation_id ON ${prefix}conversation (mailbox_id, conversation_id);

-- By mailbox: what became of conversations that were merged into another one, or that are closed.
CREATE TABLE IF NOT EXISTS ${prefix}follower (
  mailbox_id UUID NOT NULL,
  conversation_id UUID NOT NULL,
  follower_id UUID NOT NULL,
  merged SMALLINT NOT NULL,
  PRIMARY KEY (mailbox_id, conversation_id)
);
CREATE INDEX IF NOT EXISTS ${prefix}follower_of ON ${prefix}follower (mailbox_id, follower_id);

-- By mailbox: changes that have no position yet.
CREATE TABLE IF NOT EXISTS ${prefix}waiting (
  mailbox_id UUID NOT NULL,
  ordinal BIGINT NOT NULL,
  kind VARCHAR(20) NOT NULL,
  made_at BIGINT NOT NULL,
  operator_label VARCHAR(1000000),
  message_ids VARCHAR(1000000) NOT NULL,
  PRIMARY KEY (mailbox_id, ordinal)
);

-- By mailbox: changes by position; pruned by time.
CREATE TABLE IF NOT EXISTS ${prefix}feed (
  mailbox_id UUID NOT NULL,
  position BIGINT NOT NULL,
  kind VARCHAR(20) NOT NULL,
  made_at BIGINT NOT NULL,
  operator_label VARCHAR(1000000),
  message_ids VARCHAR(1000000) NOT NULL,
  PRIMARY KEY (mailbox_id, position)
);
CREATE INDEX IF NOT EXISTS ${prefix}feed_time ON ${prefix}feed (made_at);

-- By mailbox, one row each: up to which position changes were pruned.
CREATE TABLE IF NOT EXISTS ${prefix}feed_start (
  mailbox_id UUID NOT NULL,
  forgotten_to BIGINT NOT NULL,
  PRIMARY KEY (mailbox_id)
);

-- What came in before there was a feed is not in it.
INSERT INTO ${prefix}feed_start (mailbox_id, forgotten_to)
SELECT mailbox_id, last_position FROM ${prefix}progress
WHERE mailbox_id NOT IN (SELECT mailbox_id FROM ${prefix}feed_start);
