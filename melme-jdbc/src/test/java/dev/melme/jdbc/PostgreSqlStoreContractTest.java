package dev.melme.jdbc;

class PostgreSqlStoreContractTest extends StoreContractOnDatabase {

  PostgreSqlStoreContractTest() {
    super(Databases.POSTGRESQL);
  }
}
