package dev.melme.api.mailbox;

/** Whether an attachment may be downloaded. */
public enum AttachmentState {
  /** It may. */
  READY,
  /** Not yet: the scanner of the host has not seen it. */
  PROCESSING,
  /** Never: the scanner of the host has refused it. */
  FAILED
}
