package dev.melme.core.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.EmailAddress;
import dev.melme.api.mailbox.EntryFilter;
import dev.melme.api.mailbox.Folder;
import dev.melme.api.mailbox.Label;
import dev.melme.api.workspace.SearchQuery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryFilterTest {

  @Test
  void what_a_store_can_filter_by_is_handed_over() {
    EntryFilter filter =
        filter(
            "order is:unread is:flagged has:attachment alias:Support@acme.example label:Urgent"
                + " after:2026-01-01 before:2026-02-01 in:archive");

    assertThat(filter)
        .isEqualTo(
            new EntryFilter(
                Set.of(Folder.ARCHIVE),
                true,
                true,
                true,
                Optional.of(EmailAddress.parse("support@acme.example")),
                List.of(Label.of("urgent")),
                Optional.of(Instant.parse("2026-01-01T00:00:00Z")),
                Optional.of(Instant.parse("2026-02-01T00:00:00Z"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-is:unread",
        "-is:flagged",
        "-has:attachment",
        "-alias:a@acme.example",
        "-label:x",
        "alias:support",
        "alias:@acme.example",
        "alias:*@acme.example",
        "alias:ü@acme.example",
        "alias:\"a b\"",
        "from:anna",
      })
  void what_it_cannot_is_left_to_the_matcher(String query) {
    assertThat(filter(query)).isEqualTo(filter(""));
  }

  @Test
  void of_many_labels_some_are_enough() {
    StringBuilder query = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      query.append("label:l").append(i).append(' ');
    }

    assertThat(filter(query.toString()).labels()).hasSize(10);
  }

  private static EntryFilter filter(String query) {
    return QueryFilter.of(SearchQuery.parse(query));
  }
}
