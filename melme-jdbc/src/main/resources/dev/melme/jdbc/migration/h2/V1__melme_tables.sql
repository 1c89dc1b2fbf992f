-- The tables of MelMe. docs/schema.md draws them and says why they are as they are.
-- A crash in between leaves what was made so far, so each statement may run again.
-- Times are milliseconds since 1970-01-01T00:00:00Z. ${prefix} is replaced by the table prefix, melme_ by default.

-- Directory: every slug that was ever given away; none is given twice.
CREATE TABLE IF NOT EXISTS ${prefix}slug (
  slug VARCHAR(40) NOT NULL,
  mailbox_id UUID NOT NULL,
  PRIMARY KEY (slug)
);

-- Directory: mailboxes that exist.
CREATE TABLE IF NOT EXISTS ${prefix}mailbox (
  mailbox_id UUID NOT NULL,
  slug VARCHAR(40) NOT NULL,
  name VARCHAR(100000) NOT NULL,
  sender_name VARCHAR(100000) NOT NULL,
  description VARCHAR(100000),
  recovery_address VARCHAR(100000),
  status VARCHAR(20) NOT NULL,
  quota_bytes BIGINT,
  quota_messages BIGINT,
  created_at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (mailbox_id)
);
CREATE UNIQUE INDEX IF NOT EXISTS ${prefix}mailbox_slug ON ${prefix}mailbox (slug);

-- Directory: what a delivery locks of its mailbox, and an erasure in whole. H2 has no shared row locks.
CREATE TABLE IF NOT EXISTS ${prefix}gate (
  mailbox_id UUID NOT NULL,
  slot INTEGER NOT NULL,
  PRIMARY KEY (mailbox_id, slot)
);

-- Directory: mailboxes whose rows are being erased; a crash in between is mended by the next pruning.
CREATE TABLE IF NOT EXISTS ${prefix}erasure (
  mailbox_id UUID NOT NULL,
  PRIMARY KEY (mailbox_id)
);

-- Directory: aliases by the UTF-8 bytes of their key. An alias outlives its mailbox.
CREATE TABLE IF NOT EXISTS ${prefix}alias (
  alias_key VARBINARY(255) NOT NULL,
  domain VARCHAR(253) NOT NULL,
  pattern VARCHAR(100000) NOT NULL,
  mailbox_id UUID NOT NULL,
  status VARCHAR(20) NOT NULL,
  when_unavailable VARCHAR(20) NOT NULL,
  created_at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (alias_key)
);
CREATE INDEX IF NOT EXISTS ${prefix}alias_mailbox ON ${prefix}alias (mailbox_id, alias_key);
CREATE INDEX IF NOT EXISTS ${prefix}alias_domain ON ${prefix}alias (domain);

-- Directory: domains that the host registered.
CREATE TABLE IF NOT EXISTS ${prefix}domain (
  domain VARCHAR(253) NOT NULL,
  PRIMARY KEY (domain)
);

-- By mailbox: a message, how it came in and what was derived from its bytes.
CREATE TABLE IF NOT EXISTS ${prefix}message (
  mailbox_id UUID NOT NULL,
  message_id UUID NOT NULL,
  delivery_key CHAR(43) NOT NULL,
  received_at BIGINT NOT NULL,
  size_bytes BIGINT NOT NULL,
  reverse_path VARCHAR(100000),
  client_address VARCHAR(100000),
  helo_name VARCHAR(100000),
  protocol VARCHAR(100000),
  authenticated_user VARCHAR(100000),
  trace_field VARCHAR(100000),
  authentication_results VARCHAR(100000),
  matched_aliases VARCHAR(1000000) NOT NULL,
  completeness VARCHAR(20) NOT NULL,
  traits VARCHAR(100000) NOT NULL,
  subject VARCHAR(100000) NOT NULL,
  snippet VARCHAR(100000) NOT NULL,
  from_field VARCHAR(1000000) NOT NULL,
  to_field VARCHAR(1000000) NOT NULL,
  cc_field VARCHAR(1000000) NOT NULL,
  reply_to_field VARCHAR(1000000) NOT NULL,
  date_field BIGINT,
  message_id_field VARCHAR(100000),
  in_reply_to VARCHAR(1000000) NOT NULL,
  reference_ids VARCHAR(1000000) NOT NULL,
  attachment_count INTEGER NOT NULL,
  attachments CLOB NOT NULL,
  text_origin VARCHAR(20) NOT NULL,
  body_text VARCHAR(1000000) NOT NULL,
  search_terms VARCHAR(1000000) NOT NULL,
  PRIMARY KEY (mailbox_id, message_id)
);

-- By mailbox: the bytes of a message as they came in, 256 KiB a row.
CREATE TABLE IF NOT EXISTS ${prefix}content (
  mailbox_id UUID NOT NULL,
  message_id UUID NOT NULL,
  chunk INTEGER NOT NULL,
  data VARBINARY(262144) NOT NULL,
  PRIMARY KEY (mailbox_id, message_id, chunk)
);

-- By mailbox: what makes a redelivery a redelivery. Outlives the message.
CREATE TABLE IF NOT EXISTS ${prefix}delivery_key (
  mailbox_id UUID NOT NULL,
  delivery_key CHAR(43) NOT NULL,
  message_id UUID NOT NULL,
  PRIMARY KEY (mailbox_id, delivery_key)
);

-- By mailbox: since when the message of a key is erased; pruned by time.
CREATE TABLE IF NOT EXISTS ${prefix}erased_key (
  mailbox_id UUID NOT NULL,
  delivery_key CHAR(43) NOT NULL,
  erased_at BIGINT NOT NULL,
  PRIMARY KEY (mailbox_id, delivery_key)
);
CREATE INDEX IF NOT EXISTS ${prefix}erased_key_time ON ${prefix}erased_key (erased_at);

-- By mailbox: aliases that redeliveries added to a message.
CREATE TABLE IF NOT EXISTS ${prefix}added_alias (
  mailbox_id UUID NOT NULL,
  message_id UUID NOT NULL,
  ordinal INTEGER NOT NULL,
  matched_alias VARCHAR(1000000) NOT NULL,
  PRIMARY KEY (mailbox_id, message_id, ordinal)
);

-- By mailbox: messages that catch-up has not placed yet.
CREATE TABLE IF NOT EXISTS ${prefix}pending (
  mailbox_id UUID NOT NULL,
  message_id UUID NOT NULL,
  size_bytes BIGINT NOT NULL,
  PRIMARY KEY (mailbox_id, message_id)
);

-- By mailbox: the places that catch-up gave.
CREATE TABLE IF NOT EXISTS ${prefix}placement (
  mailbox_id UUID NOT NULL,
  position BIGINT NOT NULL,
  message_id UUID NOT NULL,
  conversation_id UUID NOT NULL,
  size_bytes BIGINT NOT NULL,
  PRIMARY KEY (mailbox_id, position)
);
CREATE UNIQUE INDEX IF NOT EXISTS ${prefix}placement_message ON ${prefix}placement (mailbox_id, message_id);

-- By mailbox: which conversation a Message-ID belongs to, by its hash.
CREATE TABLE IF NOT EXISTS ${prefix}thread (
  mailbox_id UUID NOT NULL,
  thread_key CHAR(43) NOT NULL,
  conversation_id UUID NOT NULL,
  PRIMARY KEY (mailbox_id, thread_key)
);

-- By mailbox, one row each: how far catch-up is, and what it has counted. No delivery touches it.
CREATE TABLE IF NOT EXISTS ${prefix}progress (
  mailbox_id UUID NOT NULL,
  last_position BIGINT NOT NULL,
  message_count BIGINT NOT NULL,
  message_bytes BIGINT NOT NULL,
  PRIMARY KEY (mailbox_id)
);
