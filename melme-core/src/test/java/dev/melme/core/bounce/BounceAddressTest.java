package dev.melme.core.bounce;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.EmailAddress;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.ReversePath;
import dev.melme.api.outbound.OutboundRules.BounceSecret;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BounceAddressTest {

  private static final EmailAddress SUPPORT = EmailAddress.parse("Support@acme.example");
  private static final MailboxId MAILBOX = new MailboxId(UUID.randomUUID());
  private static final MessageId MESSAGE = MessageId.parse("0190a6c4-7f3e-7c1a-9b1e-2f6d8e4c0a11");

  private final BounceAddress addresses = new BounceAddress(secret("a key of 16 bytes"), '+');

  @Test
  void an_address_names_the_message_it_was_made_for() {
    ReversePath sender = addresses.sender(SUPPORT, MAILBOX, MESSAGE);

    assertThat(sender.toString()).matches("Support\\+[a-z2-7]{42}@acme\\.example");
    assertThat(read(sender.toString())).contains(MESSAGE);
  }

  @Test
  void letter_case_that_was_lost_on_the_way_makes_no_difference() {
    String sender = addresses.sender(SUPPORT, MAILBOX, MESSAGE).toString();

    assertThat(read(sender.toLowerCase(Locale.ROOT))).contains(MESSAGE);
    assertThat(read(sender.toUpperCase(Locale.ROOT))).contains(MESSAGE);
  }

  @Test
  void every_id_comes_back() {
    Random random = new Random(4711);
    for (int i = 0; i < 1_000; i++) {
      MessageId id = new MessageId(new UUID(random.nextLong(), random.nextLong()));

      assertThat(read(addresses.sender(SUPPORT, MAILBOX, id).toString())).contains(id);
    }
  }

  @Test
  void no_change_of_a_single_character_is_taken() {
    String sender = addresses.sender(SUPPORT, MAILBOX, MESSAGE).toString();
    int start = sender.indexOf('+') + 1;
    for (int at = start; at < start + BounceAddress.TAG_LENGTH; at++) {
      for (char c : "abcdefghijklmnopqrstuvwxyz234567019-.".toCharArray()) {
        String forged = sender.substring(0, at) + c + sender.substring(at + 1);
        if (sender.charAt(at) != c) {
          assertThat(EmailAddress.tryParse(forged).flatMap(it -> addresses.read(MAILBOX, it)))
              .as(forged)
              .isEmpty();
        }
      }
    }
  }

  @Test
  void an_address_says_nothing_in_another_mailbox() {
    String sender = addresses.sender(SUPPORT, MAILBOX, MESSAGE).toString();

    assertThat(addresses.read(new MailboxId(UUID.randomUUID()), EmailAddress.parse(sender)))
        .isEmpty();
  }

  @Test
  void an_address_that_another_key_signed_says_nothing() {
    BounceAddress others = new BounceAddress(secret("another key of 22 bytes"), '+');

    assertThat(read(others.sender(SUPPORT, MAILBOX, MESSAGE).toString())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "support@acme.example",
        "support+@acme.example",
        "support+orders@acme.example",
        "support+aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@acme.example",
        "+aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@acme.example",
        "support+\u00e4aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@acme.example"
      })
  void other_addresses_say_nothing(String address) {
    assertThat(read(address)).isEmpty();
  }

  @Test
  void the_alias_itself_is_the_sender_where_no_tag_fits() {
    EmailAddress longest = EmailAddress.parse("a".repeat(21) + "@acme.example");
    EmailAddress longer = EmailAddress.parse("a".repeat(22) + "@acme.example");
    EmailAddress parted = EmailAddress.parse("sup+port@acme.example");
    EmailAddress spaced = EmailAddress.parse("\"our support\"@acme.example");

    assertThat(addresses.sender(longest, MAILBOX, MESSAGE)).isNotEqualTo(ReversePath.of(longest));
    assertThat(addresses.sender(longer, MAILBOX, MESSAGE)).isEqualTo(ReversePath.of(longer));
    assertThat(addresses.sender(parted, MAILBOX, MESSAGE)).isEqualTo(ReversePath.of(parted));
    assertThat(read(addresses.sender(spaced, MAILBOX, MESSAGE).toString())).contains(MESSAGE);
  }

  @Test
  void the_alias_itself_is_the_sender_without_a_key_or_without_sub_addresses() {
    BounceAddress unsigned = new BounceAddress(Optional.empty(), '+');
    BounceAddress untagged = new BounceAddress(secret("a key of 16 bytes"), null);

    assertThat(unsigned.sender(SUPPORT, MAILBOX, MESSAGE)).isEqualTo(ReversePath.of(SUPPORT));
    assertThat(untagged.sender(SUPPORT, MAILBOX, MESSAGE)).isEqualTo(ReversePath.of(SUPPORT));
    assertThat(unsigned.read(MAILBOX, SUPPORT)).isEmpty();
  }

  @Test
  void another_separator_parts_the_tag_as_well() {
    BounceAddress hyphens = new BounceAddress(secret("a key of 16 bytes"), '-');
    String sender = hyphens.sender(SUPPORT, MAILBOX, MESSAGE).toString();

    assertThat(sender).startsWith("Support-");
    assertThat(hyphens.read(MAILBOX, EmailAddress.parse(sender))).contains(MESSAGE);
  }

  private Optional<MessageId> read(String address) {
    return addresses.read(MAILBOX, EmailAddress.parse(address));
  }

  private static Optional<BounceSecret> secret(String key) {
    return Optional.of(BounceSecret.of(key.getBytes(US_ASCII)));
  }
}
