package dev.melme.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives each test a MelMe of its own, on an in-memory store, with mailboxes and aliases declared in
 * lines.
 *
 * <pre>{@code
 * @Test
 * @WithMelMe({
 *   "support@acme.example, sales@acme.example -> support-inbox",
 *   "*@catchall.example -> support-inbox",
 *   "off@acme.example -> support-inbox (disabled)",
 *   "old@acme.example -> old-inbox (inactive)"
 * })
 * void mail_to_sales_is_stored(AliasRouter router, @InMailbox("support-inbox") Workspace inbox) {
 *   ...
 * }
 * }</pre>
 *
 * <p>A line is one of
 *
 * <ul>
 *   <li>{@code address[, address...] -> slug}: aliases and their mailbox, made when its slug comes
 *       for the first time; {@code *@domain} is a catch-all
 *   <li>{@code slug}: a mailbox without aliases
 *   <li>{@code domain name}: a registered domain
 * </ul>
 *
 * <p>In parentheses at the end, separated by commas: {@code disabled} (the aliases refuse mail),
 * {@code deferring} (they refuse for the time being while unavailable), {@code inactive} (the
 * mailbox takes no mail), {@code deleted} (the mailbox is deleted again, so that the aliases are
 * orphans). A wrong line fails the test and says what a right one looks like.
 *
 * <p>Lines of a test method add to those of its class and the classes around it. Parameters of
 * tests, of {@code @BeforeEach} and {@code @AfterEach} methods and of constructors may be {@link
 * dev.melme.MelMe}, {@link dev.melme.api.routing.AliasRouter}, {@link
 * dev.melme.api.admin.MelMeAdmin}, {@link dev.melme.inmemory.InMemoryStore}, {@link MutableClock},
 * and {@link dev.melme.api.Mailbox} or {@link dev.melme.api.workspace.Workspace}, named by {@link
 * InMailbox}. Nothing is shared between tests, so they may run in parallel.
 */
@Documented
@Inherited
@ExtendWith(MelMeExtension.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface WithMelMe {

  /**
   * What there is when the test begins.
   *
   * @return the lines; none for an empty MelMe
   */
  String[] value() default {};
}
