package dev.melme.testkit;

/**
 * The rules of entries, conversations and changes, ENT-01 to ENT-35; see {@link StoreRule}. Those
 * of marking, of conversations, of changes and of searching are in interfaces of their own.
 */
public interface EntryRepositoryContract
    extends EntryContract,
        MarkContract,
        RacingMarkContract,
        ConversationContract,
        ChangeContract,
        RacingChangeContract,
        SearchContract {}
