package dev.melme.api.workspace;

/** Whether a shown message may load what lies on other servers. */
public enum RemoteContent {
  /**
   * Nothing is loaded until the reader asks: images and backgrounds that lie elsewhere are left
   * out, so that nobody learns when and where the message is read.
   */
  BLOCKED,
  /** Images and backgrounds are loaded over http and https. */
  ALLOWED
}
