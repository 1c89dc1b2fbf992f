package dev.melme.core.bounce;

import dev.melme.core.bounce.ReportedRecipient.Action;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.angus.mail.dsn.DeliveryStatus;
import org.eclipse.angus.mail.dsn.MultipartReport;

/** What Angus' own classes read in a report. */
record AngusReport(List<String> recipients, String messageId) {

  static Optional<AngusReport> read(byte[] bytes) {
    try {
      MimeMessage message =
          new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
      if (!message.isMimeType("multipart/report")
          || !(message.getContent() instanceof MultipartReport report)
          || !(report.getReport() instanceof DeliveryStatus status)) {
        return Optional.empty();
      }
      List<String> recipients = new ArrayList<>();
      for (int i = 0; i < status.getRecipientDSNCount(); i++) {
        InternetHeaders fields = status.getRecipientDSN(i);
        String code = StatusCode.in(first(fields, "Status"));
        recipients.add(
            line(
                String.valueOf(
                    ReportAddress.read(first(fields, "Final-Recipient")).stream()
                        .findFirst()
                        .or(
                            () ->
                                ReportAddress.read(first(fields, "Original-Recipient")).stream()
                                    .findFirst())
                        .map(Object::toString)
                        .orElse("")),
                Action.of(first(fields, "Action"), code),
                code));
      }
      MimeMessage returned = report.getReturnedMessage();
      String id = returned == null ? null : returned.getMessageID();
      return Optional.of(
          new AngusReport(recipients, id == null ? "" : id.strip().replaceAll("[<>\\s]", "")));
    } catch (MessagingException | IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  static AngusReport of(Report report) {
    return new AngusReport(
        report.recipients().stream()
            .map(
                each ->
                    line(
                        each.addresses().isEmpty()
                            ? ""
                            : each.addresses().get(each.addresses().size() - 1).toString(),
                        each.action(),
                        each.status()))
            .toList(),
        report.messageIdField().orElse(""));
  }

  private static String line(String address, Action action, String code) {
    return address + " " + action + " " + code;
  }

  private static String first(InternetHeaders fields, String name) {
    String[] values = fields.getHeader(name);
    return values == null ? "" : values[0].replaceAll("\\s+", " ").strip();
  }
}
