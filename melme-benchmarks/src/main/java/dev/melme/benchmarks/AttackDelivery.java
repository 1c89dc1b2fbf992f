package dev.melme.benchmarks;

import com.sun.management.ThreadMXBean;
import dev.melme.MelMe;
import dev.melme.api.EmailAddress;
import dev.melme.api.MessageSource;
import dev.melme.api.ReversePath;
import dev.melme.api.Route;
import dev.melme.api.admin.NewMailbox;
import dev.melme.api.routing.DeliveryReport;
import dev.melme.api.routing.Envelope;
import dev.melme.api.routing.Verdict;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;

/** Delivers one message from a file, as the first of a JVM, and says how long it took. */
public final class AttackDelivery {

  private AttackDelivery() {}

  /**
   * Runs; prints seconds and allocated bytes.
   *
   * @param arguments the file of the message
   */
  public static void main(String[] arguments) {
    MelMe melme = MelMe.builder().store(new ReadingStore()).build();
    melme.admin().createMailbox(NewMailbox.of("inbox-0", "Inbox"));
    melme.admin().createAlias(MailHost.recipient(0), Route.toMailbox("inbox-0"));
    Envelope envelope =
        Envelope.from(ReversePath.parse(MailHost.SENDER))
            .to(EmailAddress.parse(MailHost.recipient(0)));
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    long allocated = threads.getCurrentThreadAllocatedBytes();
    long start = System.nanoTime();
    DeliveryReport report =
        melme.router().deliver(envelope, MessageSource.of(Path.of(arguments[0])));
    double seconds = (System.nanoTime() - start) / 1e9;
    allocated = threads.getCurrentThreadAllocatedBytes() - allocated;

    if (!(report.verdicts().get(0) instanceof Verdict.Stored)) {
      throw new IllegalStateException("Answered " + report.smtpReply());
    }
    System.out.println(seconds + " " + allocated);
  }
}
