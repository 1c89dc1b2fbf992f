package dev.melme.transport;

/** How a connection to a mail server is encrypted. */
public enum TlsMode {
  /** Not at all. For a server on this machine. */
  NEVER,
  /**
   * By STARTTLS when the server offers it, whatever its certificate says (RFC 7435): it keeps those
   * out who only listen.
   */
  OPPORTUNISTIC,
  /** By STARTTLS (RFC 3207), else nothing is sent. The certificate must be valid for the host. */
  STARTTLS,
  /** From the first byte on (RFC 8314 §3). The certificate must be valid for the host. */
  IMPLICIT
}
