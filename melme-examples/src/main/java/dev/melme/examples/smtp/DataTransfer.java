package dev.melme.examples.smtp;

import dev.melme.api.MessageSource;
import dev.melme.api.routing.AliasRouter;
import dev.melme.api.routing.DeliveryReport;
import dev.melme.api.routing.Envelope;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes one message from the wire into the router. */
final class DataTransfer {

  private static final Logger LOG = LoggerFactory.getLogger(DataTransfer.class);

  /** A client that sends more than this many times the limit is not read to the end. */
  private static final int PATIENCE_FACTOR = 4;

  private static final long PATIENCE_EXTRA = 64L << 20;

  private final AliasRouter router;
  private final SmtpListener listener;

  DataTransfer(AliasRouter router, SmtpListener listener) {
    this.router = router;
    this.listener = listener;
  }

  /**
   * Delivers the message that follows, and reads on to its end, however the router answers: lines
   * of a body that nobody reads would run as commands.
   *
   * @return the verdicts, empty when the router failed
   * @throws SessionEnd when the message must not be waited for any longer
   * @throws IOException when the connection ended inside the message; nothing was stored
   */
  Optional<DeliveryReport> transfer(WireInput in, Envelope envelope, String session)
      throws IOException {
    DotStuffedInput data = new DotStuffedInput(in, mostOctets());
    Optional<DeliveryReport> report = Optional.empty();
    try {
      report = Optional.of(router.deliver(envelope, MessageSource.of(data)));
    } catch (Throwable fault) { // also an Error: the client keeps its message and tries again
      if (!data.broken()) {
        LOG.error("{}: delivery failed: {}", session, Faults.describe(fault));
      }
    }
    data.drain(); // throws again what broke the source, also when the router swallowed it
    report.ifPresent(verdicts -> tell(session, envelope, verdicts));
    return report;
  }

  private void tell(String session, Envelope envelope, DeliveryReport report) {
    try {
      listener.delivered(session, envelope, report);
    } catch (RuntimeException fault) {
      LOG.warn("{}: listener failed: {}", session, Faults.describe(fault));
    }
  }

  private long mostOctets() {
    long limit = router.limits().messageBytes();
    return limit > (Long.MAX_VALUE - PATIENCE_EXTRA) / PATIENCE_FACTOR
        ? Long.MAX_VALUE
        : limit * PATIENCE_FACTOR + PATIENCE_EXTRA;
  }
}
