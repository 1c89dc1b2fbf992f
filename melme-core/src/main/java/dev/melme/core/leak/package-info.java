/**
 * What must not leave the house.
 *
 * <pre>
 * a message that goes out --decoded--&gt; MessageTexts --\
 * what was written to us  --decoded--&gt; MessageTexts ---+--LeakGuard--&gt; Leak values, or none
 * HouseSecrets: addresses (AddressFinder), words (WholeWord), patterns --/
 * </pre>
 */
@NullMarked
package dev.melme.core.leak;

import org.jspecify.annotations.NullMarked;
