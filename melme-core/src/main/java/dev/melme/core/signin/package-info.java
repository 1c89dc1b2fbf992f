/**
 * Signing in: who may open a workspace, and for how long.
 *
 * <pre>
 * signIn: slug --&gt; AttemptGate.begin --&gt; Passwords.matches --&gt; sessions.open --&gt; SessionWorkspace
 *           |  the same steps for a slug that nobody has, against a dummy hash
 * resume: token --&gt; SessionGuard.check --&gt; SessionWorkspace; each of its calls checks again
 * </pre>
 *
 * <p>Attempts are counted in the store before a password is hashed, and taken back when it was
 * right. The numbers (waits, ages, hash parameters) are in {@code SignInRules} and {@code
 * Argon2Hasher}.
 */
@NullMarked
package dev.melme.core.signin;

import org.jspecify.annotations.NullMarked;
