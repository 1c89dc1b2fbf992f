package dev.melme.testkit;

/**
 * The rules of what teams send, OUT-01 to OUT-30; see {@link StoreRule}. They are in interfaces of
 * their own: how messages are enqueued, found, leased, settled and called back, and how they go.
 */
public interface OutboxRepositoryContract
    extends EnqueueContract,
        SentDraftContract,
        OutboxListContract,
        LeaseContract,
        SettleContract,
        RecallContract,
        OutboxUpkeepContract {}
