package dev.melme.jdbc;

class H2StoreContractTest extends StoreContractOnDatabase {

  H2StoreContractTest() {
    super(Databases.H2);
  }
}
