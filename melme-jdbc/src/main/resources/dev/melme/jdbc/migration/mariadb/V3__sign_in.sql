-- Signing in: passwords, sessions and failed attempts. docs/schema.md says why they are as they are.
-- A crash in between leaves what was made so far, so each statement may run again.

-- By mailbox, one row each: its password, and what counts the ends of all its sessions.
CREATE TABLE IF NOT EXISTS ${prefix}credential (
  mailbox_id BINARY(16) NOT NULL,
  epoch BIGINT NOT NULL,
  password_hash MEDIUMTEXT,
  PRIMARY KEY (mailbox_id)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

INSERT INTO ${prefix}credential (mailbox_id, epoch)
SELECT mailbox_id, 0 FROM ${prefix}mailbox
WHERE mailbox_id NOT IN (SELECT mailbox_id FROM ${prefix}credential);

-- By mailbox: who is signed in, by the hash of the secret that a session is held by.
CREATE TABLE IF NOT EXISTS ${prefix}session (
  mailbox_id BINARY(16) NOT NULL,
  token_hash CHAR(43) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  session_id BINARY(16) NOT NULL,
  created_at BIGINT NOT NULL,
  last_active_at BIGINT NOT NULL,
  user_agent MEDIUMTEXT,
  client_address MEDIUMTEXT,
  operator_label MEDIUMTEXT,
  PRIMARY KEY (mailbox_id, token_hash),
  UNIQUE KEY ${prefix}session_id (mailbox_id, session_id),
  KEY ${prefix}session_active (last_active_at),
  KEY ${prefix}session_created (created_at)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- By mailbox: devices that have signed in, by the hash of their secret.
CREATE TABLE IF NOT EXISTS ${prefix}device (
  mailbox_id BINARY(16) NOT NULL,
  device_hash CHAR(43) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  signed_in_at BIGINT NOT NULL,
  PRIMARY KEY (mailbox_id, device_hash),
  KEY ${prefix}device_time (signed_in_at)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Directory: failed attempts in a row, by the hash of a slug, an address or a device, known or not; pruned by time and number.
CREATE TABLE IF NOT EXISTS ${prefix}attempt (
  attempt_key CHAR(43) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  failures INTEGER NOT NULL,
  next_at BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  PRIMARY KEY (attempt_key),
  KEY ${prefix}attempt_time (last_at, attempt_key)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
