package dev.melme.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which mailbox of {@link WithMelMe} a {@link dev.melme.api.Mailbox} or {@link
 * dev.melme.api.workspace.Workspace} parameter is. May be left out when there is only one.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface InMailbox {

  /**
   * The mailbox.
   *
   * @return its slug
   */
  String value();
}
