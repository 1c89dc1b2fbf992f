/** The JDBC store of MelMe: mail that stays. */
module dev.melme.jdbc {
  requires transitive dev.melme.api;
  requires transitive java.sql;
  requires org.slf4j;

  exports dev.melme.jdbc;
}
