-- H2 looks several rows up at once only by an index that has no further column.
CREATE INDEX IF NOT EXISTS ${prefix}added_alias_message ON ${prefix}added_alias (mailbox_id, message_id);
