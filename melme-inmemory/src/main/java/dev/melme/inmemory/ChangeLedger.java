package dev.melme.inmemory;

import dev.melme.api.MessageId;
import dev.melme.api.mailbox.Change;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The changes of one mailbox: those that have positions, and those that wait. Guarded by its lock.
 */
final class ChangeLedger {

  private final NavigableMap<Long, Change> kept = new TreeMap<>();
  private final Deque<Change> waiting = new ArrayDeque<>();
  private long forgottenTo;

  boolean someWait() {
    return !waiting.isEmpty();
  }

  void record(Change change) {
    kept.put(change.position(), change);
  }

  void await(Change.Kind kind, List<MessageId> ids, Instant at, Optional<String> operator) {
    waiting.add(new Change(0, kind, ids, at, operator));
  }

  /** Gives positions to some of those that wait; tells how many. */
  int giveTurns(long lastPosition, int limit) {
    int given = 0;
    while (given < limit && !waiting.isEmpty()) {
      Change next = waiting.remove();
      given++;
      record(
          new Change(
              lastPosition + given, next.kind(), next.messageIds(), next.at(), next.operator()));
    }
    return given;
  }

  List<Change> after(long position, int limit) {
    return kept.tailMap(position, false).values().stream().limit(limit).toList();
  }

  long forgottenTo() {
    return forgottenTo;
  }

  int prune(Instant before, int limit) {
    int pruned = 0;
    Iterator<Change> oldest = kept.values().iterator();
    while (pruned < limit && oldest.hasNext()) {
      Change change = oldest.next();
      if (change.at().isBefore(before)) {
        oldest.remove();
        forgottenTo = Math.max(forgottenTo, change.position());
        pruned++;
      }
    }
    return pruned;
  }
}
