-- What teams see and do: entries in folders, conversations, labels, the feed of changes.
-- docs/schema.md draws the tables and says why they are as they are.

-- By mailbox: a message that has its place, with what lists show of it and what the team did with it.
CREATE TABLE ${prefix}entry (
  mailbox_id uuid NOT NULL,
  message_id uuid NOT NULL,
  position bigint NOT NULL,
  conversation_id uuid NOT NULL,
  received_at bigint NOT NULL,
  size_bytes bigint NOT NULL,
  folder varchar(20) COLLATE "C" NOT NULL,
  unread_in varchar(20) COLLATE "C",
  flagged_in varchar(20) COLLATE "C",
  labels text NOT NULL,
  filed_from varchar(20),
  filed_at bigint,
  filed_by text,
  matched_aliases text NOT NULL,
  completeness varchar(20) NOT NULL,
  traits text NOT NULL,
  subject text NOT NULL,
  snippet text NOT NULL,
  from_field text NOT NULL,
  attachment_count integer NOT NULL,
  PRIMARY KEY (mailbox_id, message_id)
);

INSERT INTO ${prefix}entry
SELECT m.mailbox_id, m.message_id, p.position, p.conversation_id, m.received_at, m.size_bytes,
  'INBOX', 'INBOX', NULL, '', NULL, NULL, NULL,
  m.matched_aliases, m.completeness, m.traits, m.subject, m.snippet, m.from_field, m.attachment_count
FROM ${prefix}placement p JOIN ${prefix}message m ON m.mailbox_id = p.mailbox_id AND m.message_id = p.message_id;

CREATE UNIQUE INDEX ${prefix}entry_position ON ${prefix}entry (mailbox_id, position);
CREATE INDEX ${prefix}entry_folder ON ${prefix}entry (mailbox_id, folder, message_id);
CREATE INDEX ${prefix}entry_conversation ON ${prefix}entry (mailbox_id, conversation_id);
CREATE INDEX ${prefix}entry_unread ON ${prefix}entry (mailbox_id, unread_in, message_id) WHERE unread_in IS NOT NULL;
CREATE INDEX ${prefix}entry_flagged ON ${prefix}entry (mailbox_id, flagged_in, message_id) WHERE flagged_in IS NOT NULL;

DROP TABLE ${prefix}placement;

-- By mailbox: which messages carry a label.
CREATE TABLE ${prefix}label_entry (
  mailbox_id uuid NOT NULL,
  label varchar(40) COLLATE "C" NOT NULL,
  message_id uuid NOT NULL,
  PRIMARY KEY (mailbox_id, label, message_id)
);

-- By mailbox: a conversation in each folder that it has messages in.
CREATE TABLE ${prefix}conversation (
  mailbox_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  folder varchar(20) COLLATE "C" NOT NULL,
  newest_position bigint NOT NULL,
  newest_at bigint NOT NULL,
  message_count integer NOT NULL,
  unread_count integer NOT NULL,
  flagged_count integer NOT NULL,
  attachment_count integer NOT NULL,
  participants text,
  PRIMARY KEY (mailbox_id, conversation_id, folder)
);
ALTER TABLE ${prefix}conversation SET (autovacuum_vacuum_scale_factor = 0.05);

INSERT INTO ${prefix}conversation
SELECT mailbox_id, conversation_id, folder, MAX(position), MAX(received_at), COUNT(*), COUNT(unread_in), COUNT(flagged_in),
  SUM(attachment_count), NULL
FROM ${prefix}entry GROUP BY mailbox_id, conversation_id, folder;

CREATE UNIQUE INDEX ${prefix}conversation_list ON ${prefix}conversation (mailbox_id, folder, newest_position);

-- By mailbox: what became of conversations that were merged into another one, or that are closed.
CREATE TABLE ${prefix}follower (
  mailbox_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  follower_id uuid NOT NULL,
  merged smallint NOT NULL,
  PRIMARY KEY (mailbox_id, conversation_id)
);
CREATE INDEX ${prefix}follower_of ON ${prefix}follower (mailbox_id, follower_id);

-- By mailbox: changes that have no position yet.
CREATE TABLE ${prefix}waiting (
  mailbox_id uuid NOT NULL,
  ordinal bigint NOT NULL,
  kind varchar(20) NOT NULL,
  made_at bigint NOT NULL,
  operator_label text,
  message_ids text NOT NULL,
  PRIMARY KEY (mailbox_id, ordinal)
);

-- By mailbox: changes by position; pruned by time.
CREATE TABLE ${prefix}feed (
  mailbox_id uuid NOT NULL,
  position bigint NOT NULL,
  kind varchar(20) NOT NULL,
  made_at bigint NOT NULL,
  operator_label text,
  message_ids text NOT NULL,
  PRIMARY KEY (mailbox_id, position)
);
CREATE INDEX ${prefix}feed_time ON ${prefix}feed (made_at);

-- By mailbox, one row each: up to which position changes were pruned.
CREATE TABLE ${prefix}feed_start (
  mailbox_id uuid NOT NULL,
  forgotten_to bigint NOT NULL,
  PRIMARY KEY (mailbox_id)
);

-- What came in before there was a feed is not in it.
INSERT INTO ${prefix}feed_start (mailbox_id, forgotten_to)
SELECT mailbox_id, last_position FROM ${prefix}progress;
