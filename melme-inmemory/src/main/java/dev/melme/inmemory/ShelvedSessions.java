package dev.melme.inmemory;

import dev.melme.api.Session;
import dev.melme.api.SessionId;
import dev.melme.spi.Credential;
import dev.melme.spi.NewSession;
import dev.melme.spi.SessionAge;
import dev.melme.spi.TokenHash;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The password of one mailbox and who is signed in. Guarded by the lock of its shelf. */
final class ShelvedSessions {

  private record Held(Session session, TokenHash token) {}

  private final NavigableMap<SessionId, Held> newestFirst =
      new TreeMap<>(Comparator.reverseOrder());
  private final Map<TokenHash, SessionId> byToken = new HashMap<>();
  private final Map<TokenHash, Instant> devices = new HashMap<>();
  private long epoch;
  private @Nullable String passwordHash;

  Credential credential(MailboxShelf shelf, boolean active) {
    return new Credential(shelf.id(), active, epoch, Optional.ofNullable(passwordHash));
  }

  boolean setPassword(Optional<Long> expectedEpoch, String hash) {
    if (expectedEpoch.isPresent() && expectedEpoch.get() != epoch) {
      return false;
    }
    passwordHash = hash;
    endAll();
    return true;
  }

  boolean replaceHash(String from, String to) {
    if (!from.equals(passwordHash)) {
      return false;
    }
    passwordHash = to;
    return true;
  }

  boolean open(NewSession opened) {
    if (opened.epoch() != epoch) {
      return false;
    }
    Session session = opened.session();
    newestFirst.put(session.id(), new Held(session, opened.token()));
    byToken.put(opened.token(), session.id());
    devices.put(opened.device(), session.createdAt());
    return true;
  }

  Optional<Session> resume(TokenHash token, SessionAge age, Instant now, Instant touchBefore) {
    SessionId id = byToken.get(token);
    Held held = id == null ? null : newestFirst.get(id);
    if (held == null || !age.holds(held.session())) {
      return Optional.empty();
    }
    if (held.session().lastActiveAt().isBefore(touchBefore)) {
      newestFirst.put(held.session().id(), new Held(held.session().activeAt(now), token));
    }
    return Optional.of(held.session());
  }

  List<Session> list(SessionAge age, int limit) {
    return newestFirst.values().stream()
        .map(Held::session)
        .filter(age::holds)
        .limit(limit)
        .toList();
  }

  boolean end(SessionId id) {
    Held ended = newestFirst.remove(id);
    if (ended == null) {
      return false;
    }
    byToken.remove(ended.token());
    return true;
  }

  int endAll() {
    int ended = newestFirst.size();
    newestFirst.clear();
    byToken.clear();
    epoch++;
    return ended;
  }

  boolean knowsDevice(TokenHash device) {
    return devices.containsKey(device);
  }

  int prune(SessionAge age, Instant devicesBefore, int limit) {
    int pruned =
        remove(
            newestFirst.values().iterator(),
            held -> !age.holds(held.session()),
            held -> byToken.remove(held.token()),
            limit);
    return pruned
        + remove(
            devices.values().iterator(),
            last -> last.isBefore(devicesBefore),
            last -> {},
            limit - pruned);
  }

  private static <T> int remove(
      Iterator<T> all, Predicate<T> outlived, Consumer<T> removed, int limit) {
    int count = 0;
    while (count < limit && all.hasNext()) {
      T each = all.next();
      if (outlived.test(each)) {
        all.remove();
        removed.accept(each);
        count++;
      }
    }
    return count;
  }
}
