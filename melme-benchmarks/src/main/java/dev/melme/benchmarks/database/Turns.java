package dev.melme.benchmarks.database;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** Lets two sides work in turns, so that a machine that slows down slows both; or one by itself. */
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

  /**
   * What came of one turn each.
   *
   * @param ours of ours
   * @param reference of the reference, if there is one
   */
  record Round(Crew.Figures ours, Optional<Crew.Figures> reference) {}

  /** The rounds after those that warm up. */
  List<Round> run() throws InterruptedException, ExecutionException {
    List<Round> rounds = new ArrayList<>();
    try (Crew crew = new Crew()) {
      for (int round = -WARM_UPS; round < ROUNDS; round++) {
        Crew.Figures ours = window(crew, contest.ours());
        Optional<Crew.Figures> reference = Optional.empty();
        if (contest.reference().isPresent()) {
          reference = Optional.of(window(crew, contest.reference().get()));
        }
        Round figures = new Round(ours, reference);
        System.err.println((round < 0 ? "warm-up " : "") + figures);
        if (round >= 0) {
          rounds.add(figures);
        }
      }
    }
    return rounds;
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
