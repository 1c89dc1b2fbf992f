package dev.melme.core.mime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.MessageIndex;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Hostile shapes end in bounded time with an index; the timeouts are guards, not measurements. */
class AttackTest {

  private final MessageIndexer indexer = new MessageIndexer();

  @ParameterizedTest
  @EnumSource(AttackMessages.class)
  @Timeout(value = 10, unit = TimeUnit.SECONDS)
  void hostile_shape_is_indexed_within_the_bounds(AttackMessages attack) throws IOException {
    MessageIndex index = indexer.index(new ByteArrayInputStream(attack.bytes()));

    IndexRules.check(index);
  }

  @ParameterizedTest
  @EnumSource(AttackMessages.class)
  @Timeout(value = 10, unit = TimeUnit.SECONDS)
  void hostile_header_is_scanned(AttackMessages attack) {
    byte[] message = attack.bytes();

    HeaderScan scan = HeaderScan.of(message, message.length, "MelMe-Trace");

    assertThat(scan.headerStart()).isBetween(0, scan.headerEnd());
    assertThat(scan.bodyStart()).isBetween(scan.headerEnd(), message.length);
  }

  @Test
  void too_deep_structure_is_unparsed() {
    assertThat(index(AttackMessages.NESTED_10_000).unparsed()).isTrue();
  }

  @Test
  void too_many_parts_are_unparsed() {
    assertThat(index(AttackMessages.MILLION_EMPTY_PARTS).unparsed()).isTrue();
  }

  @Test
  void too_long_field_is_unparsed_and_its_beginning_is_kept() {
    MessageIndex index = index(AttackMessages.TO_200_KB);

    assertThat(index.unparsed()).isTrue();
    assertThat(index.to()).hasSize(100);
  }

  private MessageIndex index(AttackMessages attack) {
    byte[] message = attack.bytes();
    return indexer.index(message, 0, message.length);
  }
}
