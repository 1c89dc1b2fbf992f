package dev.melme.examples;

import dev.melme.MelMe;
import dev.melme.api.EmailAddress;
import dev.melme.api.Mailbox;
import dev.melme.api.routing.RoutingDecision;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;

/** What {@code serve} says when it is ready: where it listens, what is there, how to send mail. */
final class StartText {

  private final MelMe melme;
  private final InetAddress host;
  private final int port;
  private final Optional<DemoAccess> demo;
  private final MailPlace place;

  /**
   * Prepares.
   *
   * @param demo how to get into the demo mailboxes; empty when there is no demo data
   */
  StartText(MelMe melme, InetAddress host, int port, Optional<DemoAccess> demo, MailPlace place) {
    this.melme = melme;
    this.host = host;
    this.port = port;
    this.demo = demo;
    this.place = place;
  }

  @Override
  public String toString() {
    String nl = System.lineSeparator();
    StringBuilder text = new StringBuilder();
    text.append("My Mailbox takes mail at ").append(url()).append(". Ctrl-C stops it.").append(nl);
    if (!host.isLoopbackAddress()) {
      text.append("Other machines can reach it, without encryption.").append(nl);
    }
    text.append("Mail is kept ").append(OneLine.of(place.inWords())).append(nl).append(nl);
    if (demo.isEmpty()) {
      return text.append("There are no demo aliases: ")
          .append(Settings.DEMO)
          .append(" is false, so mail is refused until there is an alias.")
          .append(nl)
          .toString();
    }
    text.append("Demo aliases:").append(nl);
    for (String address : DemoData.sampleAddresses()) {
      text.append(String.format("  %-27s%s%n", address, answer(address)));
    }
    text.append(nl).append(demo.get().inWords());
    text.append(nl).append("Send a first message:").append(nl).append(nl);
    return text.append("  ").append(curl()).append(nl).append(nl).toString();
  }

  /** What the router says now: on data that was there before it may differ from the demo's. */
  private String answer(String address) {
    RoutingDecision decision = melme.router().route(EmailAddress.parse(address));
    if (decision instanceof RoutingDecision.Accepted accepted) {
      return "goes to "
          + melme
              .admin()
              .mailbox(accepted.mailboxId())
              .map(Mailbox::slug)
              .map(Object::toString)
              .orElse("a mailbox that was deleted this moment");
    }
    return decision.reply().toString();
  }

  /** A line for a shell: printf makes the line ends of mail, curl sends what it reads. */
  private String curl() {
    return "printf 'From: Me <me@sender.example>\\r\\nTo: support@acme.example\\r\\n"
        + "Subject: Hello\\r\\n\\r\\nMy first message.\\r\\n'"
        + " | curl --silent --show-error --url "
        + url()
        + " --mail-from me@sender.example --mail-rcpt support@acme.example --upload-file -";
  }

  private String url() {
    InetAddress shown = host.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : host;
    String address = shown.getHostAddress();
    return "smtp://" + (shown instanceof Inet6Address ? "[" + address + "]" : address) + ":" + port;
  }
}
