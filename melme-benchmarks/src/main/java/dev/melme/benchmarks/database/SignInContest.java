package dev.melme.benchmarks.database;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import dev.melme.api.workspace.SignIn;
import dev.melme.api.workspace.SignInRequest;
import java.nio.charset.StandardCharsets;

/** A team signs in, against the one hash that it takes. For one thread. */
final class SignInContest {

  private static final String PASSWORD = "correct horse battery";

  private SignInContest() {}

  static Contest of(Ground ground) {
    MelMeOnJdbc melme = MelMeOnJdbc.open(ground.address(), 1);
    melme.melme().admin().setPassword(melme.mailbox(0), PASSWORD);
    return Contest.of(Side.of(() -> signIn(melme)), Side.of(SignInContest::hash), melme);
  }

  private static void signIn(MelMeOnJdbc melme) {
    SignIn outcome = melme.melme().authenticator().signIn(SignInRequest.of("inbox-0", PASSWORD));
    if (!(outcome instanceof SignIn.Granted)) {
      throw new IllegalStateException("A sign-in was answered " + outcome);
    }
  }

  private static void hash() {
    byte[] salt = new byte[16];
    Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID)
        .hash(PASSWORD.getBytes(StandardCharsets.UTF_8), salt);
  }
}
