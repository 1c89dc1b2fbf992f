package dev.melme.spi;

import dev.melme.api.outbound.DraftId;
import java.util.Objects;

/**
 * A draft as somebody saw it.
 *
 * @param id the draft
 * @param version the version that he saw
 */
public record DraftVersion(DraftId id, long version) {

  /** Checks that nothing is missing. */
  public DraftVersion {
    Objects.requireNonNull(id, "id");
  }
}
