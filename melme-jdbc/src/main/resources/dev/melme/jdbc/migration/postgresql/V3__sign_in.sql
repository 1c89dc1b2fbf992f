-- Signing in: passwords, sessions and failed attempts. docs/schema.md says why they are as they are.

-- By mailbox, one row each: its password, and what counts the ends of all its sessions.
CREATE TABLE ${prefix}credential (
  mailbox_id uuid NOT NULL,
  epoch bigint NOT NULL,
  password_hash text,
  PRIMARY KEY (mailbox_id)
);

INSERT INTO ${prefix}credential (mailbox_id, epoch)
SELECT mailbox_id, 0 FROM ${prefix}mailbox
WHERE mailbox_id NOT IN (SELECT mailbox_id FROM ${prefix}credential);

-- By mailbox: who is signed in, by the hash of the secret that a session is held by.
CREATE TABLE ${prefix}session (
  mailbox_id uuid NOT NULL,
  token_hash char(43) COLLATE "C" NOT NULL,
  session_id uuid NOT NULL,
  created_at bigint NOT NULL,
  last_active_at bigint NOT NULL,
  user_agent text,
  client_address text,
  operator_label text,
  PRIMARY KEY (mailbox_id, token_hash)
);
CREATE UNIQUE INDEX ${prefix}session_id ON ${prefix}session (mailbox_id, session_id);
CREATE INDEX ${prefix}session_active ON ${prefix}session (last_active_at);
CREATE INDEX ${prefix}session_created ON ${prefix}session (created_at);

-- By mailbox: devices that have signed in, by the hash of their secret.
CREATE TABLE ${prefix}device (
  mailbox_id uuid NOT NULL,
  device_hash char(43) COLLATE "C" NOT NULL,
  signed_in_at bigint NOT NULL,
  PRIMARY KEY (mailbox_id, device_hash)
);
CREATE INDEX ${prefix}device_time ON ${prefix}device (signed_in_at);

-- Directory: failed attempts in a row, by the hash of a slug, an address or a device, known or not; pruned by time and number.
CREATE TABLE ${prefix}attempt (
  attempt_key char(43) COLLATE "C" NOT NULL,
  failures integer NOT NULL,
  next_at bigint NOT NULL,
  last_at bigint NOT NULL,
  PRIMARY KEY (attempt_key)
);
CREATE INDEX ${prefix}attempt_time ON ${prefix}attempt (last_at, attempt_key);
