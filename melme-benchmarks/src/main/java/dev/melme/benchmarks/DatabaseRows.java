package dev.melme.benchmarks;

import dev.melme.benchmarks.database.DatabaseKind;
import dev.melme.benchmarks.database.Workload;
import java.util.Arrays;
import java.util.List;

/** The JDBC store against the least that each database can be asked for. */
final class DatabaseRows {

  private DatabaseRows() {}

  static List<Row> rows(Databases databases) {
    return Arrays.stream(DatabaseKind.values())
        .flatMap(
            kind ->
                Arrays.stream(Workload.values())
                    .filter(workload -> workload.isHeldOn(kind))
                    .<Row>map(workload -> new DatabaseRow(kind, workload, databases)))
        .toList();
  }
}
