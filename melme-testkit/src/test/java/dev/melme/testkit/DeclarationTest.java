package dev.melme.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.melme.api.AliasPattern;
import dev.melme.api.DomainName;
import dev.melme.api.Slug;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclarationTest {

  @Test
  void addresses_lead_to_a_slug() {
    Declaration line = Declaration.parse("  support@acme.example, *@catchall.example->an-inbox ");

    assertThat(line.aliases())
        .containsExactly(
            AliasPattern.parse("support@acme.example"), AliasPattern.parse("*@catchall.example"));
    assertThat(line.slug()).isEqualTo(Slug.of("an-inbox"));
    assertThat(line.words()).isEmpty();
  }

  @Test
  void words_follow_in_parentheses() {
    Declaration line = Declaration.parse("a@acme.example -> an-inbox (disabled, Deferring)");

    assertThat(line.words())
        .containsExactlyInAnyOrder(Declaration.Word.DISABLED, Declaration.Word.DEFERRING);
    assertThat(line.slug()).isEqualTo(Slug.of("an-inbox"));
  }

  @Test
  void a_slug_alone_is_a_mailbox_without_aliases() {
    Declaration line = Declaration.parse("an-inbox (inactive)");

    assertThat(line.slug()).isEqualTo(Slug.of("an-inbox"));
    assertThat(line.aliases()).isEmpty();
    assertThat(line.says(Declaration.Word.INACTIVE)).isTrue();
  }

  @Test
  void a_domain_is_registered() {
    assertThat(Declaration.parse("domain Acme.example").domain())
        .isEqualTo(DomainName.parse("acme.example"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "support@acme.example                        | there is no -> between",
        "support@acme.example > support-inbox        | there is no -> between",
        "''                                          | there is no -> between",
        "-> support-inbox                            | there is no address before ->",
        "support@acme.example ->                     | Not a slug",
        "support@acme.example -> Support             | Not a slug",
        "support@ -> support-inbox                   | support@",
        "a@acme.example,, b@acme.example -> an-inbox | @WithMelMe",
        "a@acme.example -> an-inbox (inactiv)        | 'none of the words disabled, deferring,'",
        "a@acme.example -> an-inbox ()               | 'none of the words disabled, deferring,'",
        "domain acme_example                         | @WithMelMe"
      })
  void a_wrong_line_says_what_is_wrong_and_what_a_right_one_looks_like(
      String line, String complaint) {
    assertThatThrownBy(() -> Declaration.parse(line))
        .isInstanceOf(ExtensionConfigurationException.class)
        .hasMessageStartingWith("@WithMelMe(\"" + line + "\"): ")
        .hasMessageContaining(complaint)
        .hasMessageEndingWith("Write it like \"support@acme.example -> support-inbox\"");
  }
}
