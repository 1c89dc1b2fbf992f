package dev.melme.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DeliveryKeyTest {

  @Test
  void kinds_of_keys_cannot_meet() {
    byte[] hash = "0190a6c4-7f3e-7c1a-9b1e-2f6d8e4c".getBytes(UTF_8);
    MessageId id = MessageId.parse("0190a6c4-7f3e-7c1a-9b1e-2f6d8e4c0a11");

    assertThat(DeliveryKey.ofEvent("0190a6c4-7f3e-7c1a-9b1e-2f6d8e4c"))
        .isNotEqualTo(DeliveryKey.ofContent(ReversePath.NULL, hash));
    assertThat(DeliveryKey.unique(id)).isNotEqualTo(DeliveryKey.ofEvent(id.toString()));
  }

  @Test
  void a_content_key_depends_on_the_sender_but_not_on_its_case() {
    byte[] hash = new byte[32];

    assertThat(DeliveryKey.ofContent(ReversePath.parse("Joe@example.org"), hash))
        .isEqualTo(DeliveryKey.ofContent(ReversePath.parse("joe@EXAMPLE.org"), hash))
        .isNotEqualTo(DeliveryKey.ofContent(ReversePath.NULL, hash));
  }

  @Test
  void a_key_is_43_characters_of_base64url() {
    assertThat(DeliveryKey.ofEvent("event-7").value()).hasSize(43).matches("[A-Za-z0-9_-]+");
    assertThatThrownBy(() -> new DeliveryKey("event-7")).isInstanceOf(InvalidValueException.class);
    assertThatThrownBy(() -> new DeliveryKey("=".repeat(43)))
        .isInstanceOf(InvalidValueException.class);
    assertThatThrownBy(() -> DeliveryKey.ofEvent("")).isInstanceOf(InvalidValueException.class);
  }
}
