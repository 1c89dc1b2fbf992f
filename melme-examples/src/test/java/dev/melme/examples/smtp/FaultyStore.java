package dev.melme.examples.smtp;

import dev.melme.api.StoreException;
import dev.melme.inmemory.InMemoryStore;
import dev.melme.spi.AliasRepository;
import dev.melme.spi.DeliveryLogRepository;
import dev.melme.spi.EntryRepository;
import dev.melme.spi.MailboxRepository;
import dev.melme.spi.MelMeStore;
import dev.melme.spi.MessageRepository;
import dev.melme.spi.ScanRepository;
import dev.melme.spi.SessionRepository;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** An in-memory store that fails where and as a test says. */
final class FaultyStore implements MelMeStore {

  private final MelMeStore store = InMemoryStore.create();

  /** What every call about aliases throws. */
  volatile Optional<StoreException.Fault> aliasFault = Optional.empty();

  /** What every call about messages throws. */
  volatile Optional<StoreException.Fault> messageFault = Optional.empty();

  @Override
  public void initialise() {
    store.initialise();
  }

  @Override
  public Instant now() {
    return store.now();
  }

  @Override
  public MailboxRepository mailboxes() {
    return store.mailboxes();
  }

  @Override
  public AliasRepository aliases() {
    return failing(AliasRepository.class, store.aliases(), () -> aliasFault);
  }

  @Override
  public EntryRepository entries() {
    return store.entries();
  }

  @Override
  public ScanRepository scans() {
    return store.scans();
  }

  @Override
  public dev.melme.spi.OutboxRepository outbox() {
    return store.outbox();
  }

  @Override
  public dev.melme.spi.DraftRepository drafts() {
    return store.drafts();
  }

  @Override
  public SessionRepository sessions() {
    return store.sessions();
  }

  @Override
  public MessageRepository messages() {
    return failing(MessageRepository.class, store.messages(), () -> messageFault);
  }

  @Override
  public DeliveryLogRepository deliveryLog() {
    return store.deliveryLog();
  }

  @Override
  public int prune(Instant before, int limit) {
    return store.prune(before, limit);
  }

  @Override
  public void close() {
    store.close();
  }

  private static <T> T failing(
      Class<T> type, T real, Supplier<Optional<StoreException.Fault>> fault) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (fault.get().isPresent()) {
                throw new StoreException(fault.get().get(), "planted by the test", null);
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException thrown) {
                throw thrown.getTargetException();
              }
            }));
  }
}
