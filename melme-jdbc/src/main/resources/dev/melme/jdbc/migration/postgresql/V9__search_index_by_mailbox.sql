-- The hash of a term now is one of the mailbox and the term: the words of other mailboxes are other numbers.
TRUNCATE ${prefix}search_index;
INSERT INTO ${prefix}unindexed SELECT mailbox_id, message_id FROM ${prefix}entry ON CONFLICT DO NOTHING;
