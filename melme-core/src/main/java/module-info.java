/** The engine of MelMe: the builder, and the bridges to jakarta.mail. */
module dev.melme.core {
  requires transitive dev.melme.api;
  requires transitive jakarta.mail;
  requires org.jsoup;
  requires org.slf4j;

  exports dev.melme;
  exports dev.melme.mail;
}
