package dev.melme.inmemory;

import dev.melme.api.DomainName;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Which domains are ours: how many reasons each has, one per alias on it and one for a
 * registration. Read without a lock, changed under the lock of the alias directory.
 */
final class DomainLedger {

  private final Map<String, Integer> reasons = new ConcurrentHashMap<>();
  private final NavigableSet<String> ordered = new ConcurrentSkipListSet<>();
  private final Set<String> registered = ConcurrentHashMap.newKeySet();

  boolean isOurs(String domain) {
    return reasons.containsKey(domain);
  }

  void add(String domain) {
    if (reasons.merge(domain, 1, Integer::sum) == 1) {
      ordered.add(domain);
    }
  }

  void remove(String domain) {
    if (reasons.computeIfPresent(domain, (name, count) -> count == 1 ? null : count - 1) == null) {
      ordered.remove(domain);
    }
  }

  boolean register(String domain) {
    boolean added = registered.add(domain);
    if (added) {
      add(domain);
    }
    return added;
  }

  boolean unregister(String domain) {
    boolean removed = registered.remove(domain);
    if (removed) {
      remove(domain);
    }
    return removed;
  }

  List<DomainName> list(Optional<DomainName> after, int limit) {
    Set<String> rest =
        after.<Set<String>>map(domain -> ordered.tailSet(domain.ascii(), false)).orElse(ordered);
    return rest.stream().limit(limit).map(DomainName::parse).toList();
  }
}
