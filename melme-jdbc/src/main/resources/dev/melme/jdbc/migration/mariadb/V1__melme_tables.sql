-- The tables of MelMe. docs/schema.md draws them and says why they are as they are.
-- A crash in between leaves what was made so far, so each statement may run again.
-- Times are milliseconds since 1970-01-01T00:00:00Z. ${prefix} is replaced by the table prefix, melme_ by default.

-- Directory: every slug that was ever given away; none is given twice.
CREATE TABLE IF NOT EXISTS ${prefix}slug (
  slug VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  mailbox_id BINARY(16) NOT NULL,
  PRIMARY KEY (slug)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Directory: mailboxes that exist.
CREATE TABLE IF NOT EXISTS ${prefix}mailbox (
  mailbox_id BINARY(16) NOT NULL,
  slug VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name MEDIUMTEXT NOT NULL,
  sender_name MEDIUMTEXT NOT NULL,
  description MEDIUMTEXT,
  recovery_address MEDIUMTEXT,
  status VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  quota_bytes BIGINT,
  quota_messages BIGINT,
  created_at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (mailbox_id),
  UNIQUE KEY ${prefix}mailbox_slug (slug)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Directory: mailboxes whose rows are being erased; a crash in between is mended by the next pruning.
CREATE TABLE IF NOT EXISTS ${prefix}erasure (
  mailbox_id BINARY(16) NOT NULL,
  PRIMARY KEY (mailbox_id)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Directory: aliases by the UTF-8 bytes of their key. An alias outlives its mailbox.
CREATE TABLE IF NOT EXISTS ${prefix}alias (
  alias_key VARBINARY(255) NOT NULL,
  domain VARCHAR(253) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  pattern MEDIUMTEXT NOT NULL,
  mailbox_id BINARY(16) NOT NULL,
  status VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  when_unavailable VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created_at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (alias_key),
  KEY ${prefix}alias_mailbox (mailbox_id, alias_key),
  KEY ${prefix}alias_domain (domain)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Directory: domains that the host registered.
CREATE TABLE IF NOT EXISTS ${prefix}domain (
  domain VARCHAR(253) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (domain)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- By mailbox: a message, how it came in and what was derived from its bytes.
CREATE TABLE IF NOT EXISTS ${prefix}message (
  mailbox_id BINARY(16) NOT NULL,
  message_id BINARY(16) NOT NULL,
  delivery_key CHAR(43) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  received_at BIGINT NOT NULL,
  size_bytes BIGINT NOT NULL,
  reverse_path MEDIUMTEXT,
  client_address MEDIUMTEXT,
  helo_name MEDIUMTEXT,
  protocol MEDIUMTEXT,
  authenticated_user MEDIUMTEXT,
  trace_field MEDIUMTEXT,
  authentication_results MEDIUMTEXT,
  matched_aliases MEDIUMTEXT NOT NULL,
  completeness VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  traits MEDIUMTEXT NOT NULL,
  subject MEDIUMTEXT NOT NULL,
  snippet MEDIUMTEXT NOT NULL,
  from_field MEDIUMTEXT NOT NULL,
  to_field MEDIUMTEXT NOT NULL,
  cc_field MEDIUMTEXT NOT NULL,
  reply_to_field MEDIUMTEXT NOT NULL,
  date_field BIGINT,
  message_id_field MEDIUMTEXT,
  in_reply_to MEDIUMTEXT NOT NULL,
  reference_ids MEDIUMTEXT NOT NULL,
  attachment_count INTEGER NOT NULL,
  attachments MEDIUMTEXT NOT NULL,
  text_origin VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  body_text MEDIUMTEXT NOT NULL,
  search_terms MEDIUMTEXT NOT NULL,
  PRIMARY KEY (mailbox_id, message_id)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- By mailbox: the bytes of a message as they came in, 256 KiB a row.
CREATE TABLE IF NOT EXISTS ${prefix}content (
  mailbox_id BINARY(16) NOT NULL,
  message_id BINARY(16) NOT NULL,
  chunk INTEGER NOT NULL,
  data MEDIUMBLOB NOT NULL,
  PRIMARY KEY (mailbox_id, message_id, chunk)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- By mailbox: what makes a redelivery a redelivery. Outlives the message.
CREATE TABLE IF NOT EXISTS ${prefix}delivery_key (
  mailbox_id BINARY(16) NOT NULL,
  delivery_key CHAR(43) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  message_id BINARY(16) NOT NULL,
  PRIMARY KEY (mailbox_id, delivery_key)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- By mailbox: since when the message of a key is erased; pruned by time.
CREATE TABLE IF NOT EXISTS ${prefix}erased_key (
  mailbox_id BINARY(16) NOT NULL,
  delivery_key CHAR(43) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  erased_at BIGINT NOT NULL,
  PRIMARY KEY (mailbox_id, delivery_key),
  KEY ${prefix}erased_key_time (erased_at)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- By mailbox: aliases that redeliveries added to a message.
CREATE TABLE IF NOT EXISTS ${prefix}added_alias (
  mailbox_id BINARY(16) NOT NULL,
  message_id BINARY(16) NOT NULL,
  ordinal INTEGER NOT NULL,
  matched_alias MEDIUMTEXT NOT NULL,
  PRIMARY KEY (mailbox_id, message_id, ordinal)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- By mailbox: messages that catch-up has not placed yet.
CREATE TABLE IF NOT EXISTS ${prefix}pending (
  mailbox_id BINARY(16) NOT NULL,
  message_id BINARY(16) NOT NULL,
  size_bytes BIGINT NOT NULL,
  PRIMARY KEY (mailbox_id, message_id)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- By mailbox: the places that catch-up gave.
CREATE TABLE IF NOT EXISTS ${prefix}placement (
  mailbox_id BINARY(16) NOT NULL,
  position BIGINT NOT NULL,
  message_id BINARY(16) NOT NULL,
  conversation_id BINARY(16) NOT NULL,
  size_bytes BIGINT NOT NULL,
  PRIMARY KEY (mailbox_id, position),
  UNIQUE KEY ${prefix}placement_message (mailbox_id, message_id)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- By mailbox: which conversation a Message-ID belongs to, by its hash.
CREATE TABLE IF NOT EXISTS ${prefix}thread (
  mailbox_id BINARY(16) NOT NULL,
  thread_key CHAR(43) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  conversation_id BINARY(16) NOT NULL,
  PRIMARY KEY (mailbox_id, thread_key)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- By mailbox, one row each: how far catch-up is, and what it has counted. No delivery touches it.
CREATE TABLE IF NOT EXISTS ${prefix}progress (
  mailbox_id BINARY(16) NOT NULL,
  last_position BIGINT NOT NULL,
  message_count BIGINT NOT NULL,
  message_bytes BIGINT NOT NULL,
  PRIMARY KEY (mailbox_id)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
