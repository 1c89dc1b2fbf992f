package dev.melme.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Starts a mail host, delivers one message and says so. */
public final class FirstDelivery {

  private FirstDelivery() {}

  /**
   * Runs.
   *
   * @param arguments {@code ours} or {@code greenMail}, and the file of the message
   */
  public static void main(String[] arguments) throws IOException {
    byte[] message = Files.readAllBytes(Path.of(arguments[1]));
    MailHost host = arguments[0].equals("ours") ? new MelMeHost(1) : new GreenMailHost(1);
    host.deliver(MailHost.SENDER, MailHost.recipient(0), message);
    if (host.stored() != 1) {
      throw new IllegalStateException("The message is not there");
    }
    System.out.println("stored");
  }
}
