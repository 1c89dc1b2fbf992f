/** The engine of MelMe: the builder, the transports, and the bridges to jakarta.mail. */
module dev.melme.core {
  requires transitive dev.melme.api;
  requires transitive jakarta.mail;
  requires java.logging;
  requires org.eclipse.angus.mail;
  requires org.jsoup;
  requires org.slf4j;

  exports dev.melme;
  exports dev.melme.mail;
  exports dev.melme.transport;
}
