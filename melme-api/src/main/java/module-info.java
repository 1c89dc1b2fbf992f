/** What a host and a store of MelMe implement and call. */
module dev.melme.api {
  requires transitive org.jspecify;

  exports dev.melme.api;
  exports dev.melme.api.admin;
  exports dev.melme.api.mailbox;
  exports dev.melme.api.outbound;
  exports dev.melme.api.routing;
  exports dev.melme.api.workspace;
  exports dev.melme.spi;
}
