package dev.melme.testkit;

import dev.melme.api.EmailAddress;
import dev.melme.api.MessageSource;
import dev.melme.api.ReversePath;
import dev.melme.api.routing.AliasRouter;
import dev.melme.api.routing.DeliveryReport;
import dev.melme.api.routing.Envelope;
import java.nio.charset.StandardCharsets;

/** Sends small messages. */
final class Mails {

  private Mails() {}

  static byte[] mail(String subject) {
    return String.join(
            "\r\n",
            "From: Jo Sender <jo@sender.example>",
            "To: whoever@acme.example",
            "Subject: " + subject,
            "Date: Mon, 5 Jan 2026 09:00:00 +0000",
            "Message-ID: <" + subject.hashCode() + "@sender.example>",
            "MIME-Version: 1.0",
            "Content-Type: multipart/mixed; boundary=b",
            "",
            "--b",
            "Content-Type: text/plain",
            "",
            "Hello there",
            "--b",
            "Content-Type: application/pdf; name=invoice.pdf",
            "Content-Disposition: attachment; filename=invoice.pdf",
            "",
            "%PDF",
            "--b--",
            "")
        .getBytes(StandardCharsets.UTF_8);
  }

  static DeliveryReport send(AliasRouter router, String subject, String... recipients) {
    Envelope envelope = Envelope.from(ReversePath.parse("bounce@sender.example"));
    for (String recipient : recipients) {
      envelope = envelope.to(EmailAddress.parse(recipient));
    }
    return router.deliver(envelope, MessageSource.of(mail(subject)));
  }
}
