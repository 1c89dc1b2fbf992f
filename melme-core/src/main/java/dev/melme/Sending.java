package dev.melme;

import dev.melme.api.outbound.OutboundListener;
import dev.melme.api.outbound.OutboundRules;
import dev.melme.spi.MailTransport;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What a host said about mail going out.
 *
 * @param rules when to try again, among others
 * @param transport what hands messages over; null when nothing is sent from here
 * @param listener hears what became of messages
 * @param executor where the listener is called
 */
record Sending(
    OutboundRules rules,
    @Nullable MailTransport transport,
    OutboundListener listener,
    Executor executor) {

  /** Nothing is sent from here. */
  static final Sending NOTHING =
      new Sending(OutboundRules.DEFAULT, null, outbound -> {}, Runnable::run);
}
