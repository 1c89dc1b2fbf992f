package dev.melme.core;

import dev.melme.inmemory.InMemoryStore;
import dev.melme.spi.AliasRepository;
import dev.melme.spi.DeliveryLogRepository;
import dev.melme.spi.DraftRepository;
import dev.melme.spi.EntryRepository;
import dev.melme.spi.MailboxRepository;
import dev.melme.spi.MelMeStore;
import dev.melme.spi.MessageRepository;
import dev.melme.spi.OutboxRepository;
import dev.melme.spi.ScanRepository;
import dev.melme.spi.SessionRepository;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.NullMarked;

/** An in-memory store that notes the calls to its repositories and lets a test cut in. */
@NullMarked
public final class RecordingStore implements MelMeStore {

  /** What works behind it; calls to it are not noted. */
  public final InMemoryStore real = InMemoryStore.create();

  /** The names of the methods that were called, such as {@code messages.find}. */
  public final List<String> calls = new CopyOnWriteArrayList<>();

  /** Told of each call before it is made; may throw. */
  public volatile Consumer<String> before = call -> {};

  /** Told of each call after it was made; may throw, as if the answer had been lost. */
  public volatile Consumer<String> after = call -> {};

  private final MailboxRepository mailboxes =
      recording("mailboxes", MailboxRepository.class, real.mailboxes());
  private final AliasRepository aliases =
      recording("aliases", AliasRepository.class, real.aliases());
  private final MessageRepository messages =
      recording("messages", MessageRepository.class, real.messages());
  private final EntryRepository entries =
      recording("entries", EntryRepository.class, real.entries());
  private final ScanRepository scans = recording("scans", ScanRepository.class, real.scans());
  private final SessionRepository sessions =
      recording("sessions", SessionRepository.class, real.sessions());
  private final OutboxRepository outbox =
      recording("outbox", OutboxRepository.class, real.outbox());
  private final DraftRepository drafts = recording("drafts", DraftRepository.class, real.drafts());
  private final DeliveryLogRepository deliveryLog =
      recording("deliveryLog", DeliveryLogRepository.class, real.deliveryLog());

  private <T> T recording(String name, Class<T> type, T repository) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              String call = name + "." + method.getName();
              calls.add(call);
              before.accept(call);
              try {
                Object answer = method.invoke(repository, arguments);
                after.accept(call);
                return answer;
              } catch (InvocationTargetException thrown) {
                throw thrown.getTargetException();
              }
            }));
  }

  @Override
  public void initialise() {
    real.initialise();
  }

  @Override
  public Instant now() {
    return real.now();
  }

  @Override
  public MailboxRepository mailboxes() {
    return mailboxes;
  }

  @Override
  public AliasRepository aliases() {
    return aliases;
  }

  @Override
  public MessageRepository messages() {
    return messages;
  }

  @Override
  public EntryRepository entries() {
    return entries;
  }

  @Override
  public ScanRepository scans() {
    return scans;
  }

  @Override
  public OutboxRepository outbox() {
    return outbox;
  }

  @Override
  public DraftRepository drafts() {
    return drafts;
  }

  @Override
  public SessionRepository sessions() {
    return sessions;
  }

  @Override
  public DeliveryLogRepository deliveryLog() {
    return deliveryLog;
  }

  @Override
  public int prune(Instant pruneBefore, int limit) {
    calls.add("prune");
    before.accept("prune");
    return real.prune(pruneBefore, limit);
  }

  @Override
  public void close() {
    real.close();
  }
}
