package dev.melme.examples;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How to get into the demo mailboxes.
 *
 * @param chosen slugs whose password the environment chose
 * @param generated slugs whose password was made at this start
 * @param earlier slugs whose password is of an earlier time
 * @param secret the password that was made; told once, in the start text
 */
record DemoAccess(
    List<String> chosen, List<String> generated, List<String> earlier, Optional<String> secret) {

  /** Copies the lists. */
  DemoAccess {
    chosen = List.copyOf(chosen);
    generated = List.copyOf(generated);
    earlier = List.copyOf(earlier);
    Objects.requireNonNull(secret, "secret");
  }

  /** A line for each kind of password; the only place that shows the one that was made. */
  String inWords() {
    String nl = System.lineSeparator();
    StringBuilder text = new StringBuilder();
    if (!chosen.isEmpty()) {
      text.append("The password of ").append(String.join(", ", chosen));
      text.append(" is that of ").append(Settings.DEMO_PASSWORD).append('.').append(nl);
    }
    if (secret.isPresent()) {
      text.append("The password of ").append(String.join(", ", generated));
      text.append(" is told this once: ").append(secret.get()).append(nl);
    }
    if (!earlier.isEmpty()) {
      text.append("The password of ").append(String.join(", ", earlier));
      text.append(" was set before; ").append(Settings.DEMO_PASSWORD).append(" sets another.");
      text.append(nl);
    }
    return text.toString();
  }

  /** Never the password. */
  @Override
  public String toString() {
    return "DemoAccess" + chosen + generated + earlier;
  }
}
