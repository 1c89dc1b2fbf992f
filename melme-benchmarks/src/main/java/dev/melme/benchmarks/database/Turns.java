package dev.melme.benchmarks.database;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** Lets two sides work in turns, so that a machine that slows down slows both. */
final class Turns {

  static final int ROUNDS = 5;

  private static final int WARM_UPS = 2;

  private final Contest contest;
  private final Duration window;
  private final String[] settle;

  Turns(Contest contest, Duration window, String... settle) {
    this.contest = contest;
    this.window = window;
    this.settle = settle;
  }

  /** The figures of ours, of the reference, of ours again, and so on. */
  List<Crew.Figures> run() throws InterruptedException, ExecutionException {
    List<Crew.Figures> figures = new ArrayList<>();
    try (Crew crew = new Crew()) {
      for (int round = -WARM_UPS; round < ROUNDS; round++) {
        Crew.Figures ours = window(crew, contest.ours());
        Crew.Figures reference = window(crew, contest.reference());
        System.err.println((round < 0 ? "warm-up " : "") + ours + " / " + reference);
        if (round >= 0) {
          figures.add(ours);
          figures.add(reference);
        }
      }
    }
    return figures;
  }

  private Crew.Figures window(Crew crew, Side side)
      throws InterruptedException, ExecutionException {
    Sql.execute(contest.melme().pool(), settle);
    side.begin();
    Crew.Figures figures = crew.run(side, window);
    side.end();
    return figures;
  }
}
