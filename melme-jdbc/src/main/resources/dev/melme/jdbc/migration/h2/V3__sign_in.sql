-- Signing in: passwords, sessions and failed attempts. docs/schema.md says why they are as they are.
-- A crash in between leaves what was made so far, so each statement may run again.

-- By mailbox, one row each: its password, and what counts the ends of all its sessions.
CREATE TABLE IF NOT EXISTS ${prefix}credential (
  mailbox_id UUID NOT NULL,
  epoch BIGINT NOT NULL,
  password_hash VARCHAR(100000),
  PRIMARY KEY (mailbox_id)
);

INSERT INTO ${prefix}credential (mailbox_id, epoch)
SELECT mailbox_id, 0 FROM ${prefix}mailbox
WHERE mailbox_id NOT IN (SELECT mailbox_id FROM ${prefix}credential);

-- By mailbox: who is signed in, by the hash of the secret that a session is held by.
CREATE TABLE IF NOT EXISTS ${prefix}session (
  mailbox_id UUID NOT NULL,
  token_hash CHAR(43) NOT NULL,
  session_id UUID NOT NULL,
  created_at BIGINT NOT NULL,
  last_active_at BIGINT NOT NULL,
  user_agent VARCHAR(100000),
  client_address VARCHAR(100000),
  operator_label VARCHAR(100000),
  PRIMARY KEY (mailbox_id, token_hash)
);
CREATE UNIQUE INDEX IF NOT EXISTS ${prefix}session_id ON ${prefix}session (mailbox_id, session_id);
CREATE INDEX IF NOT EXISTS ${prefix}session_active ON ${prefix}session (last_active_at);
CREATE INDEX IF NOT EXISTS ${prefix}session_created ON ${prefix}session (created_at);

-- By mailbox: devices that have signed in, by the hash of their secret.
CREATE TABLE IF NOT EXISTS ${prefix}device (
  mailbox_id UUID NOT NULL,
  device_hash CHAR(43) NOT NULL,
  signed_in_at BIGINT NOT NULL,
  PRIMARY KEY (mailbox_id, device_hash)
);
CREATE INDEX IF NOT EXISTS ${prefix}device_time ON ${prefix}device (signed_in_at);

-- Directory: failed attempts in a row, by the hash of a slug, an address or a device, known or not; pruned by time and number.
CREATE TABLE IF NOT EXISTS ${prefix}attempt (
  attempt_key CHAR(43) NOT NULL,
  failures INTEGER NOT NULL,
  next_at BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  PRIMARY KEY (attempt_key)
);
CREATE INDEX IF NOT EXISTS ${prefix}attempt_time ON ${prefix}attempt (last_at, attempt_key);
