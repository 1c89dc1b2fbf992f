package dev.melme.api.outbound;

/** How a recipient is named in a message. */
public enum RecipientField {
  /** In the To field. */
  TO,
  /** In the Cc field. */
  CC,
  /** In the envelope only: nobody else learns of it (RFC 5322 §3.6.3). */
  BCC
}
