package dev.melme.jdbc;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Hosts and database servers are killed with SIGKILL under load: at exact moments of the store's
 * work and at any moment. Then what has no 250 is sent again, and all mail is there once.
 *
 * <p>{@code -Dmelme.crash.kills=500} kills more often, {@code -Dmelme.crash.seed=N} at other
 * moments.
 */
class CrashTest {

  private static final int KILLS = Integer.getInteger("melme.crash.kills", 42);
  private static final int KILLS_PER_DATABASE = 14;

  @ParameterizedTest
  @EnumSource(Databases.class)
  void what_was_acknowledged_is_there_once_after_every_kill(Databases kind) throws Exception {
    Random random = new Random(Long.getLong("melme.crash.seed", 1) * 31 + first(kind));
    CrashFigures figures = new CrashFigures();
    int wanted = (KILLS + 2) / Databases.values().length;
    int failPoint = first(kind);

    while (figures.kills < wanted) {
      int kills = Math.min(KILLS_PER_DATABASE, wanted - figures.kills);
      new CrashCampaign(kind, random, figures).run(kills, failPoint);
      failPoint += CrashCampaign.failPointsPer(kills);
    }

    System.out.println("Crash test on " + kind + ": " + figures);
  }

  /** Each database begins with other fail points. */
  private static int first(Databases kind) {
    return switch (kind) {
      case H2 -> 0;
      case POSTGRESQL -> 5;
      case MARIADB -> 10;
    };
  }
}
