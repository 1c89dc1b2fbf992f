package dev.melme.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks a test of the store contract with the rule it proves. A failure names the rule and its
 * remedy.
 */
@Documented
@Test
@ExtendWith(RuleFailure.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Rule {

  /**
   * The rule.
   *
   * @return the rule
   */
  StoreRule value();
}
