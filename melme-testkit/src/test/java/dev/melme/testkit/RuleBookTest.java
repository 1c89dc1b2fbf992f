package dev.melme.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RuleBookTest {

  private static final Pattern ROW = Pattern.compile("\\| ([A-Z]{3}-\\d\\d) \\| (.+) \\|");

  @Test
  void the_page_of_the_contract_lists_all_rules_in_order() throws IOException {
    String page = Files.readString(root().resolve("docs/store-contract.md"));

    List<String> documented =
        ROW.matcher(page).results().map(row -> row.group(1) + " " + row.group(2)).toList();

    assertThat(documented)
        .as("rules in docs/store-contract.md, compared with StoreRule")
        .containsExactlyElementsOf(
            Arrays.stream(StoreRule.values())
                .map(rule -> rule.id() + " " + rule.promise())
                .toList());
  }

  @Test
  void every_rule_has_a_test_that_carries_its_number() {
    Set<StoreRule> proven = EnumSet.noneOf(StoreRule.class);
    for (Method method : MelMeStoreContract.class.getMethods()) {
      Rule rule = method.getAnnotation(Rule.class);
      if (rule != null) {
        proven.add(rule.value());
        assertThat(method.getName())
            .startsWith(rule.value().id().replace("-", "").toLowerCase(Locale.ROOT) + "_");
      }
    }

    assertThat(proven).containsExactlyInAnyOrder(StoreRule.values());
  }

  @Test
  void rules_are_numbered_without_gaps() {
    int number = 0;
    String group = "";
    for (StoreRule rule : StoreRule.values()) {
      boolean next = rule.id().startsWith(group + "-");
      group = rule.id().substring(0, 3);
      number = next ? number + 1 : 1;

      assertThat(rule.id()).isEqualTo(String.format(Locale.ROOT, "%s-%02d", group, number));
    }
  }

  private static Path root() {
    return Path.of(System.getProperty("melme.root", ".."));
  }
}
