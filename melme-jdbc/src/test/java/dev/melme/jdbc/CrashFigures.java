package dev.melme.jdbc;

import java.util.Map;
import java.util.TreeMap;

/** What a loop of crashes comes to. */
final class CrashFigures {

  int kills;
  int serverKills;
  int unreached;
  int messages;
  int acknowledged;
  int redelivered;
  int deferred;
  int lost;
  int duplicates;
  int differing;
  final Map<String, Integer> failPoints = new TreeMap<>();

  void at(FailPoint point) {
    String statement = point.statement() == 0 ? "" : " " + point.statement();
    failPoints.merge(point.activity() + " " + point.moment() + statement, 1, Integer::sum);
  }

  void add(MailAudit audit) {
    lost += audit.lost();
    duplicates += audit.duplicates();
    differing += audit.differing();
  }

  @Override
  public String toString() {
    return ("kills=" + kills)
        + (" (at fail points " + failPoints.values().stream().mapToInt(n -> n).sum())
        + (", of the server " + serverKills + ")")
        + (" messages=" + messages + " acknowledged=" + acknowledged)
        + (" redelivered=" + redelivered + " deferred=" + deferred)
        + (" lost=" + lost + " duplicates=" + duplicates + " differing=" + differing)
        + (" unreached=" + unreached + " " + failPoints);
  }
}
