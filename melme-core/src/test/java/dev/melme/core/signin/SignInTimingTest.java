package dev.melme.core.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.MelMe;
import dev.melme.api.MailboxId;
import dev.melme.api.admin.NewMailbox;
import dev.melme.api.workspace.SignIn;
import dev.melme.api.workspace.SignInRequest;
import dev.melme.inmemory.InMemoryStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A stranger who measures cannot tell slugs that exist from others. The hash is a small one, beside
 * which a difference would show all the more. {@code -Dmelme.timing.tolerance=0.05} is stricter,
 * for a quiet machine.
 */
class SignInTimingTest {

  private static final double TOLERANCE =
      Double.parseDouble(System.getProperty("melme.timing.tolerance", "0.07"));

  private static final int SLUGS = 100;
  private static final int ROUNDS = 5;
  private static final String WRONG = "wrong horse battery";

  @Test
  void known_and_unknown_slugs_take_the_same_time() {
    try (MelMe melme =
        MelMe.builder()
            .store(InMemoryStore.create())
            .passwordHasher(new Argon2Hasher(256))
            .build()) {
      for (int i = 0; i < SLUGS; i++) {
        MailboxId id = melme.admin().createMailbox(NewMailbox.of("known-" + i, "Known")).id();
        melme.admin().setPassword(id, "correct horse battery");
      }
      time(melme, "warm-up");
      List<Long> known = new ArrayList<>();
      List<Long> unknown = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        for (int i = 0; i < SLUGS; i++) {
          known.add(time(melme, "known-" + i));
          unknown.add(time(melme, "other-" + i));
        }
      }

      assertThat(areaUnderCurve(known, unknown))
          .as("chance that an unknown slug takes longer than a known one")
          .isBetween(0.5 - TOLERANCE, 0.5 + TOLERANCE);
    }
  }

  private static long time(MelMe melme, String slug) {
    SignInRequest request = SignInRequest.of(slug, WRONG);
    long start = System.nanoTime();
    SignIn outcome = melme.authenticator().signIn(request);
    long nanos = System.nanoTime() - start;
    assertThat(outcome).isEqualTo(new SignIn.Refused(false));
    return nanos;
  }

  private static double areaUnderCurve(List<Long> known, List<Long> unknown) {
    double greater = 0;
    for (long one : known) {
      for (long other : unknown) {
        greater += other > one ? 1 : other == one ? 0.5 : 0;
      }
    }
    return greater / known.size() / unknown.size();
  }
}
