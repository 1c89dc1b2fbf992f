package dev.melme.jdbc;

class MariaDbStoreContractTest extends StoreContractOnDatabase {

  MariaDbStoreContractTest() {
    super(Databases.MARIADB);
  }
}
