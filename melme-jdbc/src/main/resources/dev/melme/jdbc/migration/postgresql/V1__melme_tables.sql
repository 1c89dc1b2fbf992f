-- The tables of MelMe. docs/schema.md draws them and says why they are as they are.
-- Times are milliseconds since 1970-01-01T00:00:00Z. ${prefix} is replaced by the table prefix, melme_ by default.

-- Directory: every slug that was ever given away; none is given twice.
CREATE TABLE ${prefix}slug (
  slug varchar(40) COLLATE "C" NOT NULL,
  mailbox_id uuid NOT NULL,
  PRIMARY KEY (slug)
);

-- Directory: mailboxes that exist.
CREATE TABLE ${prefix}mailbox (
  mailbox_id uuid NOT NULL,
  slug varchar(40) COLLATE "C" NOT NULL,
  name text NOT NULL,
  sender_name text NOT NULL,
  description text,
  recovery_address text,
  status varchar(20) NOT NULL,
  quota_bytes bigint,
  quota_messages bigint,
  created_at bigint NOT NULL,
  version bigint NOT NULL,
  PRIMARY KEY (mailbox_id)
);
CREATE UNIQUE INDEX ${prefix}mailbox_slug ON ${prefix}mailbox (slug);

-- Directory: mailboxes whose rows are being erased; a crash in between is mended by the next pruning.
CREATE TABLE ${prefix}erasure (
  mailbox_id uuid NOT NULL,
  PRIMARY KEY (mailbox_id)
);

-- Directory: aliases by the UTF-8 bytes of their key. An alias outlives its mailbox.
CREATE TABLE ${prefix}alias (
  alias_key bytea NOT NULL,
  domain varchar(253) COLLATE "C" NOT NULL,
  pattern text NOT NULL,
  mailbox_id uuid NOT NULL,
  status varchar(20) NOT NULL,
  when_unavailable varchar(20) NOT NULL,
  created_at bigint NOT NULL,
  version bigint NOT NULL,
  PRIMARY KEY (alias_key)
);
CREATE INDEX ${prefix}alias_mailbox ON ${prefix}alias (mailbox_id, alias_key);
CREATE INDEX ${prefix}alias_domain ON ${prefix}alias (domain);

-- Directory: domains that the host registered.
CREATE TABLE ${prefix}domain (
  domain varchar(253) COLLATE "C" NOT NULL,
  PRIMARY KEY (domain)
);

-- By mailbox: a message, how it came in and what was derived from its bytes.
CREATE TABLE ${prefix}message (
  mailbox_id uuid NOT NULL,
  message_id uuid NOT NULL,
  delivery_key char(43) COLLATE "C" NOT NULL,
  received_at bigint NOT NULL,
  size_bytes bigint NOT NULL,
  reverse_path text,
  client_address text,
  helo_name text,
  protocol text,
  authenticated_user text,
  trace_field text,
  authentication_results text,
  matched_aliases text NOT NULL,
  completeness varchar(20) NOT NULL,
  traits text NOT NULL,
  subject text NOT NULL,
  snippet text NOT NULL,
  from_field text NOT NULL,
  to_field text NOT NULL,
  cc_field text NOT NULL,
  reply_to_field text NOT NULL,
  date_field bigint,
  message_id_field text,
  in_reply_to text NOT NULL,
  reference_ids text NOT NULL,
  attachment_count integer NOT NULL,
  attachments text NOT NULL,
  text_origin varchar(20) NOT NULL,
  body_text text NOT NULL,
  search_terms text NOT NULL,
  PRIMARY KEY (mailbox_id, message_id)
);

-- By mailbox: the bytes of a message as they came in, 256 KiB a row.
CREATE TABLE ${prefix}content (
  mailbox_id uuid NOT NULL,
  message_id uuid NOT NULL,
  chunk integer NOT NULL,
  data bytea NOT NULL,
  PRIMARY KEY (mailbox_id, message_id, chunk)
);
-- Mail is Base64, quoted-printable or compressed already: trying to compress it costs more than it saves.
ALTER TABLE ${prefix}content ALTER COLUMN data SET STORAGE EXTERNAL;

-- By mailbox: what makes a redelivery a redelivery. Outlives the message.
CREATE TABLE ${prefix}delivery_key (
  mailbox_id uuid NOT NULL,
  delivery_key char(43) COLLATE "C" NOT NULL,
  message_id uuid NOT NULL,
  PRIMARY KEY (mailbox_id, delivery_key)
);

-- By mailbox: since when the message of a key is erased; pruned by time.
CREATE TABLE ${prefix}erased_key (
  mailbox_id uuid NOT NULL,
  delivery_key char(43) COLLATE "C" NOT NULL,
  erased_at bigint NOT NULL,
  PRIMARY KEY (mailbox_id, delivery_key)
);
CREATE INDEX ${prefix}erased_key_time ON ${prefix}erased_key (erased_at);

-- By mailbox: aliases that redeliveries added to a message.
CREATE TABLE ${prefix}added_alias (
  mailbox_id uuid NOT NULL,
  message_id uuid NOT NULL,
  ordinal integer NOT NULL,
  matched_alias text NOT NULL,
  PRIMARY KEY (mailbox_id, message_id, ordinal)
);

-- By mailbox: messages that catch-up has not placed yet.
CREATE TABLE ${prefix}pending (
  mailbox_id uuid NOT NULL,
  message_id uuid NOT NULL,
  size_bytes bigint NOT NULL,
  PRIMARY KEY (mailbox_id, message_id)
);
-- Rows come and go within seconds.
ALTER TABLE ${prefix}pending SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

-- By mailbox: the places that catch-up gave.
CREATE TABLE ${prefix}placement (
  mailbox_id uuid NOT NULL,
  position bigint NOT NULL,
  message_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  size_bytes bigint NOT NULL,
  PRIMARY KEY (mailbox_id, position)
);
CREATE UNIQUE INDEX ${prefix}placement_message ON ${prefix}placement (mailbox_id, message_id);

-- By mailbox: which conversation a Message-ID belongs to, by its hash.
CREATE TABLE ${prefix}thread (
  mailbox_id uuid NOT NULL,
  thread_key char(43) COLLATE "C" NOT NULL,
  conversation_id uuid NOT NULL,
  PRIMARY KEY (mailbox_id, thread_key)
);

-- By mailbox, one row each: how far catch-up is, and what it has counted. No delivery touches it.
CREATE TABLE ${prefix}progress (
  mailbox_id uuid NOT NULL,
  last_position bigint NOT NULL,
  message_count bigint NOT NULL,
  message_bytes bigint NOT NULL,
  PRIMARY KEY (mailbox_id)
);
-- Updated often, no index on what changes: updates stay on their page.
ALTER TABLE ${prefix}progress SET (fillfactor = 50);
