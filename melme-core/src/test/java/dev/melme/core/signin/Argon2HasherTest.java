package dev.melme.core.signin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Argon2HasherTest {

  private static final String PASSWORD = "correct horse battery ☃";

  private final Argon2Hasher hasher = new Argon2Hasher();

  @Test
  void a_hash_is_a_phc_string_with_a_salt_of_its_own_and_matches_its_password_alone() {
    String hash = hasher.hash(PASSWORD);

    assertThat(hash)
        .matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
    assertThat(hasher.hash(PASSWORD)).isNotEqualTo(hash);
    assertThat(hasher.matches(PASSWORD, hash)).isTrue();
    assertThat(hasher.matches(PASSWORD + " ", hash)).isFalse();
    assertThat(hasher.outdated(hash)).isFalse();
  }

  /** Made by the reference implementation: argon2 somesalt -id -t 2 -k 65536 -p 1 -l 24. */
  @Test
  void a_hash_of_other_parameters_matches_and_is_outdated() {
    String other =
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";

    assertThat(hasher.matches("password", other)).isTrue();
    assertThat(hasher.outdated(other)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "$argon2id$", "$2y$10$abcdefghijklmnopqrstuv", "plain"})
  void what_is_no_hash_matches_nothing(String hash) {
    assertThat(hasher.matches(PASSWORD, hash)).isFalse();
    assertThat(hasher.matches("", hash)).isFalse();
    assertThat(hasher.outdated(hash)).isTrue();
  }
}
