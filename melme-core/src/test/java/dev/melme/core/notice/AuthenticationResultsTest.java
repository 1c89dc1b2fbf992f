package dev.melme.core.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.EmailAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticationResultsTest {

  private static final EmailAddress JOE = EmailAddress.parse("Joe@example.org");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mx.acme.example; spf=pass smtp.mailfrom=joe@example.org",
        "mx.acme.example 1; SPF = Pass smtp.MailFrom = JOE@Example.ORG",
        "mx.acme.example;\r\n\tspf=pass (acme: domain of joe@example.org designates ;x=(y) 192.0.2.1)"
            + "\r\n smtp.mailfrom=example.org smtp.helo=mx.example.org",
        "x; spf=pass smtp.mailfrom=@example.org",
        "x; spf=pass smtp.mailfrom=\"joe@example.org\"",
        "x; dkim=fail header.d=example.org; spf/1=pass smtp.mailfrom=example.org",
        "x; iprev=pass; auth=fail; spf=pass reason=\"a ; b\" smtp.mailfrom=example.org; dmarc=fail"
      })
  void spf_vouches_for_the_envelope_sender(String results) {
    assertThat(vouch(results, Optional.empty())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x; dkim=pass header.d=example.org header.i=@example.org header.s=s1",
        "x; dkim=pass header.d=other.example; dkim=pass header.d=EXAMPLE.org",
        "x; dmarc=pass (p=REJECT sp=REJECT dis=NONE) header.from=example.org"
      })
  void a_signature_vouches_for_whom_the_signed_from_field_names(String results) {
    assertThat(vouch(results, Optional.of("joe@example.org"))).isTrue();
    assertThat(vouch(results, Optional.of("attacker@example.org"))).isFalse();
    assertThat(vouch(results, Optional.empty())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "x; none",
        "",
        ";;;",
        "x; spf=fail smtp.mailfrom=joe@example.org",
        "x; spf=softfail smtp.mailfrom=example.org",
        "x; spf=neutral smtp.mailfrom=example.org",
        "x; spf=pass",
        "x; spf=pass smtp.helo=example.org",
        "x; spf=pass smtp.mailfrom=other.example",
        "x; spf=pass smtp.mailfrom=somebody.else@example.org",
        "x; spf=pass smtp.mailfrom=example.org.attacker.example",
        "x; spf=pass smtp.mailfrom=mail.example.org",
        "x; dkim=pass header.d=other.example",
        "x; dkim=pass header.d=mail.example.org",
        "x; dkim=pass header.d=org",
        "x; dkim=pass header.d=ample.org",
        "x; dkim=pass header.i=@example.org",
        "x; dmarc=pass header.from=other.example",
        "x; dmarc=bestguesspass header.from=example.org",
        "x; arc=pass; iprev=pass policy.iprev=192.0.2.1; auth=pass smtp.auth=joe@example.org",
        "x; (spf=pass smtp.mailfrom=example.org)",
        "x; spf=fail reason=\"; spf=pass smtp.mailfrom=example.org\"",
        "x; spf=fail smtp.mailfrom=\"a; dkim=pass header.d=example.org \"@attacker.example",
        "x; spf=fail (\\) ; spf=pass smtp.mailfrom=example.org",
        "x; spf=pass smtp.mailfrom=\"joe@example.org"
      })
  void nothing_else_vouches(String results) {
    assertThat(vouch(results, Optional.of("joe@example.org"))).isFalse();
  }

  @Test
  void a_domain_vouches_for_those_below_it() {
    EmailAddress below = EmailAddress.parse("joe@mail.example.org");

    assertThat(
            AuthenticationResults.of("x; dkim=pass header.d=example.org")
                .vouchFor(below, Optional.of(below)))
        .isTrue();
  }

  private static boolean vouch(String results, Optional<String> from) {
    return AuthenticationResults.of(results).vouchFor(JOE, from.map(EmailAddress::parse));
  }
}
