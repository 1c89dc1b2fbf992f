package dev.melme.benchmarks;

/** One line of the table before it is measured. */
interface Row {

  /** What it is called, and what a regex picks it by. */
  String key();

  /**
   * Measures ours and the reference, in turns.
   *
   * @param logs where whatever the measuring JVMs print goes
   * @return one sample for each round
   * @throws MeasurementException when any sample has no result
   * @throws dev.melme.benchmarks.database.MissingServerException when this machine lacks what the
   *     row needs
   */
  Result measure(Logs logs);
}
