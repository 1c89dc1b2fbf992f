package dev.melme.api;

import java.util.List;

/**
 * One table of other people's verdicts on addresses.
 *
 * @param name the file, and the part of it
 * @param cases its rows, without repetitions
 */
record AddressTable(String name, List<AddressCase> cases) {

  AddressTable(String name, List<AddressCase> cases) {
    this.name = name;
    this.cases = cases.stream().distinct().toList();
  }

  /**
   * One row.
   *
   * @param text what is to be read
   * @param valid what the table says about it
   * @param what what it is said to be
   */
  record AddressCase(String text, boolean valid, What what) {

    static AddressCase address(String text, boolean valid) {
      return new AddressCase(text, valid, What.ADDRESS);
    }

    /** Whether the parser says what the table says. */
    boolean agrees() {
      return valid == what.accepts(text);
    }
  }

  /** What a row is about. */
  enum What {
    ADDRESS {
      @Override
      boolean accepts(String text) {
        return EmailAddress.tryParse(text).isPresent();
      }
    },
    LOCAL_PART {
      @Override
      boolean accepts(String text) {
        return EmailAddress.tryParse(text + "@example.com").isPresent();
      }
    },
    DOMAIN {
      @Override
      boolean accepts(String text) {
        try {
          DomainName.parse(text);
          return true;
        } catch (InvalidAddressException notADomain) {
          return false;
        }
      }
    };

    abstract boolean accepts(String text);
  }
}
