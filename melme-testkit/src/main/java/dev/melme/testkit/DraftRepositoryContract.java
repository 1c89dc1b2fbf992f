package dev.melme.testkit;

/**
 * The rules of drafts, DRF-01 to DRF-17; see {@link StoreRule}. Those of what they say and those of
 * their files are in interfaces of their own.
 */
public interface DraftRepositoryContract extends DraftContract, DraftFileContract {}
