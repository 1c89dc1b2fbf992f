package dev.melme.core.delivery;

import dev.melme.MelMe;
import dev.melme.api.EmailAddress;
import dev.melme.api.MessageSource;
import dev.melme.api.ReversePath;
import dev.melme.api.Route;
import dev.melme.api.admin.NewMailbox;
import dev.melme.api.routing.Envelope;
import java.nio.file.Path;

/** Delivers one file in a JVM of its own and prints the reply. */
public final class DeliverFile {

  private DeliverFile() {}

  /**
   * Runs.
   *
   * @param arguments the file
   */
  public static void main(String[] arguments) {
    FaultyStore store = new FaultyStore();
    store.forgetful = true;
    MelMe melme = MelMe.builder().store(store).build();
    melme.admin().createMailbox(NewMailbox.of("support-inbox", "Support"));
    melme.admin().createAlias("support@acme.example", Route.toMailbox("support-inbox"));
    Envelope envelope =
        Envelope.from(ReversePath.NULL).to(EmailAddress.parse("support@acme.example"));

    System.out.println(
        melme.router().deliver(envelope, MessageSource.of(Path.of(arguments[0]))).smtpReply());
  }
}
