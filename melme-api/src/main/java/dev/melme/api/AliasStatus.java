package dev.melme.api;

/** Whether an alias takes mail. */
public enum AliasStatus {
  /** Its mail goes where its route says. */
  ENABLED,
  /** Its mail is refused; as the most specific match it still decides. */
  DISABLED
}
