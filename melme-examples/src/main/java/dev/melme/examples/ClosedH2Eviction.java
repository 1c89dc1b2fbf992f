package dev.melme.examples;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.Set;

/**
 * H2 closes its database when the disk is full, and its connections go on to call themselves valid:
 * without this a pool keeps them, and no mail is taken when there is room again.
 */
final class ClosedH2Eviction implements SQLExceptionOverride {

  private static final Set<Integer> CLOSED = Set.of(50000, 90028, 90098, 90121);

  @java.lang.Override
  public SQLExceptionOverride.Override adjudicate(SQLException e) {
    return CLOSED.contains(e.getErrorCode())
        ? SQLExceptionOverride.Override.MUST_EVICT
        : SQLExceptionOverride.Override.CONTINUE_EVICT;
  }
}
