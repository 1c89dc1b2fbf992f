package dev.melme.testkit;

import static dev.melme.testkit.MelMeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import dev.melme.MelMe;
import dev.melme.api.EmailAddress;
import dev.melme.api.Mailbox;
import dev.melme.api.PageRequest;
import dev.melme.api.StoreException;
import dev.melme.api.admin.MelMeAdmin;
import dev.melme.api.routing.AliasRouter;
import dev.melme.api.routing.Reason;
import dev.melme.api.routing.RoutingDecision;
import dev.melme.api.workspace.Workspace;
import dev.melme.inmemory.InMemoryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

@WithMelMe({
  "support@acme.example, sales@acme.example -> support-inbox",
  "*@catchall.example -> support-inbox",
  "off@acme.example -> support-inbox (disabled)",
  "paused@acme.example -> support-inbox (disabled, deferring)",
  "old@acme.example -> old-inbox (inactive)",
  "gone@acme.example -> gone-inbox (deleted)",
  "domain registered.example"
})
class WithMelMeTest {

  @Test
  void mailboxes_and_aliases_are_as_declared(
      AliasRouter router,
      @InMailbox("support-inbox") Mailbox support,
      @InMailbox("old-inbox") Mailbox old) {
    assertThat(support).isActive().hasSlug("support-inbox");
    assertThat(old).isInactive();
    for (String address :
        List.of("support@acme.example", "sales@acme.example", "any@catchall.example")) {
      assertThat(router.route(EmailAddress.parse(address))).isAcceptedInto(support);
    }
    assertThat(route(router, "off@acme.example")).isRefusedWith(Reason.ALIAS_DISABLED);
    assertThat(route(router, "paused@acme.example")).isDeferredWith(Reason.ALIAS_PAUSED);
    assertThat(route(router, "old@acme.example")).isRefusedWith(Reason.MAILBOX_INACTIVE);
    assertThat(route(router, "gone@acme.example")).isRefusedWith(Reason.MAILBOX_DELETED);
    assertThat(route(router, "who@acme.example")).isRefusedWith(Reason.UNKNOWN_ALIAS);
    assertThat(route(router, "who@registered.example")).isRefusedWith(Reason.UNKNOWN_ALIAS);
    assertThat(route(router, "who@foreign.example")).isRefusedWith(Reason.FOREIGN_DOMAIN);
  }

  private static RoutingDecision route(AliasRouter router, String address) {
    return router.route(EmailAddress.parse(address));
  }

  @Test
  void all_parameters_belong_to_one_melme(
      MelMe melme,
      AliasRouter router,
      MelMeAdmin admin,
      InMemoryStore store,
      MutableClock clock,
      @InMailbox("support-inbox") Workspace workspace) {
    clock.advance(Duration.ofDays(1));

    assertThat(Mails.send(router, "one", "support@acme.example")).isStored();

    assertThat(melme.router()).isSameAs(router);
    assertThat(melme.admin()).isSameAs(admin);
    assertThat(store.now()).isEqualTo(MutableClock.START.plus(Duration.ofDays(1)));
    assertThat(workspace.messages(PageRequest.first(1)).items().get(0).receivedAt())
        .isEqualTo(clock.instant());
    assertThat(admin.usage(workspace.mailbox().id()).messages()).isEqualTo(1);
  }

  @Test
  @WithMelMe({"more@acme.example -> more-inbox", "late@acme.example -> support-inbox"})
  void lines_of_a_method_add_to_those_of_its_class(
      AliasRouter router,
      @InMailbox("more-inbox") Mailbox more,
      @InMailbox("support-inbox") Mailbox support) {
    assertThat(route(router, "more@acme.example")).isAcceptedInto(more);
    assertThat(route(router, "late@acme.example")).isAcceptedInto(support);
  }

  @RepeatedTest(2)
  void tests_share_nothing(AliasRouter router, @InMailbox("support-inbox") Workspace inbox) {
    assertThat(Mails.send(router, "the same", "support@acme.example")).isStored();
    assertThat(inbox).hasMessageCount(1);
  }

  @Nested
  class InANestedClass {

    private final List<AliasRouter> injected = new ArrayList<>();

    InANestedClass(AliasRouter router) {
      injected.add(router);
    }

    @BeforeEach
    void takeIt(AliasRouter router) {
      injected.add(router);
    }

    @Test
    void constructor_set_up_and_test_get_the_same(AliasRouter router) {
      assertThat(injected).containsExactly(router, router);
      assertThat(route(router, "sales@acme.example")).isAccepted();
    }
  }

  @Test
  void the_store_is_closed_after_the_test() {
    Leaky.leaked.clear();

    run(Leaky.class).assertStatistics(tests -> tests.succeeded(1));

    assertThat(Leaky.leaked).hasSize(1);
    assertThatThrownBy(() -> Leaky.leaked.get(0).now()).isInstanceOf(StoreException.class);
  }

  @WithMelMe
  static class Leaky {
    static final List<InMemoryStore> leaked = new ArrayList<>();

    @Test
    void leaks(InMemoryStore store) {
      leaked.add(store);
    }
  }

  @Test
  void a_wrong_line_fails_also_a_test_without_parameters() {
    run(WrongLine.class)
        .assertThatEvents()
        .haveExactly(
            1,
            finishedWithFailure(
                message(text -> text.contains("@WithMelMe(\"support@acme.example\"): there is"))));
  }

  @WithMelMe("support@acme.example")
  static class WrongLine {
    @Test
    void nothing() {}
  }

  @Test
  void an_alias_that_is_declared_twice_fails() {
    run(Twice.class)
        .assertThatEvents()
        .haveExactly(
            1,
            finishedWithFailure(
                message(text -> text.contains("A@acme.example is declared a second time"))));
  }

  @WithMelMe({"a@acme.example -> an-inbox", "A@acme.example -> another-inbox"})
  static class Twice {
    @Test
    void nothing() {}
  }

  @Test
  void a_mailbox_that_is_not_declared_fails_with_those_that_are() {
    run(Unnamed.class)
        .assertThatEvents()
        .haveExactly(
            1,
            finishedWithFailure(
                message(
                    text -> text.contains("names no mailbox of @WithMelMe: an-inbox, b-inbox"))))
        .haveExactly(
            1,
            finishedWithFailure(
                message(text -> text.contains("Which mailbox? Put @InMailbox(\"slug\")"))));
  }

  @WithMelMe({"an-inbox", "b-inbox"})
  static class Unnamed {
    @Test
    void unknown(@InMailbox("c-inbox") Mailbox mailbox) {}

    @Test
    void ambiguous(Workspace workspace) {}
  }

  @Test
  void a_constructor_of_one_instance_for_all_tests_fails_with_the_remedy() {
    EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(PerClass.class))
        .execute()
        .allEvents()
        .assertThatEvents()
        .haveAtLeast(
            1, finishedWithFailure(message(text -> text.contains("MelMe is made for each test"))));
  }

  @WithMelMe
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  static class PerClass {
    PerClass(MelMe melme) {}

    @Test
    void nothing() {}
  }

  @Test
  void tests_run_in_parallel_without_meeting() {
    Parallel.stores.clear();

    EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(Parallel.class))
        .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
        .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
        .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
        .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "4")
        .execute()
        .testEvents()
        .assertStatistics(tests -> tests.succeeded(4).failed(0));

    assertThat(Parallel.stores).hasSize(4);
  }

  /** Its four tests can only pass while all of them run: each waits for the others half way. */
  @WithMelMe("support@acme.example -> support-inbox")
  static class Parallel {

    static final Set<InMemoryStore> stores = ConcurrentHashMap.newKeySet();
    static final CyclicBarrier HALF_WAY = new CyclicBarrier(4);

    @Test
    void first(AliasRouter router, Workspace inbox, InMemoryStore store) throws Exception {
      fill(router, inbox, store, 1);
    }

    @Test
    void second(AliasRouter router, Workspace inbox, InMemoryStore store) throws Exception {
      fill(router, inbox, store, 2);
    }

    @Test
    void third(AliasRouter router, Workspace inbox, InMemoryStore store) throws Exception {
      fill(router, inbox, store, 3);
    }

    @Test
    void fourth(AliasRouter router, Workspace inbox, InMemoryStore store) throws Exception {
      fill(router, inbox, store, 4);
    }

    private static void fill(AliasRouter router, Workspace inbox, InMemoryStore store, int messages)
        throws Exception {
      stores.add(store);
      for (int i = 0; i < messages; i++) {
        assertThat(Mails.send(router, "number " + i, "support@acme.example")).isStored();
      }
      HALF_WAY.await(60, TimeUnit.SECONDS);
      assertThat(inbox).hasMessageCount(messages);
    }
  }

  private static Events run(Class<?> tests) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(tests))
        .execute()
        .testEvents();
  }
}
