/**
 * What tests of MelMe's users are made of: the contract of stores, an extension, assertions.
 *
 * <pre>
 * for a store   MelMeStoreContract (one test per StoreRule) --createStore(clock)--&gt; your store
 * for a host    {@code @WithMelMe("support@acme.example -> support-inbox")}
 *                 --&gt; MelMe, AliasRouter, Mailbox, MutableClock ... as parameters of each test
 * for both      MelMeAssertions.assertThat(report | decision | workspace | message | mailbox)
 * </pre>
 *
 * <p>The extension runs on the in-memory store; nothing is shared between two tests.
 */
@NullMarked
package dev.melme.testkit;

import org.jspecify.annotations.NullMarked;
