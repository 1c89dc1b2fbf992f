package dev.melme.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.melme.inmemory.InMemoryStore;
import dev.melme.spi.MelMeStore;
import java.time.Clock;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Feeds the contract with stores that are broken in one way each. */
class BrokenStoresTest {

  static Stream<Mutant> mutants() {
    return Stream.of(
            StoreMutants.all(),
            MailboxMutants.all(),
            AliasMutants.all(),
            MessageMutants.all(),
            AppendMutants.all(),
            RacingMutants.all(),
            CatchUpMutants.all(),
            MergeMutants.all(),
            EntryMutants.all(),
            MarkMutants.all(),
            ConversationMutants.all(),
            ChangeMutants.all(),
            SearchMutants.all(),
            ScanMutants.all(),
            EnqueueMutants.all(),
            DispatchMutants.all(),
            DraftMutants.all(),
            SessionMutants.all(),
            AttemptMutants.all(),
            DeliveryLogMutants.all())
        .flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void a_broken_store_fails_the_rules_it_breaks_and_no_others(Mutant mutant) {
    Map<StoreRule, String> failures = failuresOf(mutant);

    Set<StoreRule> certain = EnumSet.noneOf(StoreRule.class);
    certain.addAll(failures.keySet());
    certain.removeAll(mutant.byChance());
    assertThat(certain).as("rules that failed: %s", failures).isEqualTo(mutant.breaks());
    failures.forEach(
        (rule, message) ->
            assertThat(message)
                .startsWith(rule.id() + " " + rule.promise())
                .contains("What to do: " + rule.remedy())
                .contains("What was seen: "));
    assertThat(failures.get(mutant.first())).contains(mutant.seen());
  }

  @Test
  void every_rule_is_broken_by_some_store_made_for_it() {
    Set<StoreRule> broken = EnumSet.noneOf(StoreRule.class);
    mutants().map(Mutant::first).forEach(broken::add);

    assertThat(broken)
        .as("rules with a broken store of their own; add a Mutant for each rule that is missing")
        .containsExactlyInAnyOrder(StoreRule.values());
  }

  private static Map<StoreRule, String> failuresOf(Mutant mutant) {
    Subject.mutant = mutant;
    Map<StoreRule, String> failures = new EnumMap<>(StoreRule.class);
    EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(Subject.class))
        .execute()
        .testEvents()
        .failed()
        .stream()
        .forEach(event -> failures.put(ruleOf(event), messageOf(event)));
    return failures;
  }

  private static StoreRule ruleOf(Event event) {
    return event
        .getTestDescriptor()
        .getSource()
        .map(org.junit.platform.engine.support.descriptor.MethodSource.class::cast)
        .map(source -> source.getJavaMethod().getAnnotation(Rule.class).value())
        .orElseThrow();
  }

  private static String messageOf(Event event) {
    return event
        .getRequiredPayload(TestExecutionResult.class)
        .getThrowable()
        .map(Throwable::getMessage)
        .orElseThrow();
  }

  /** Not a test of its own: it has no store until a mutant is chosen. */
  static final class Subject implements MelMeStoreContract {

    static volatile Mutant mutant = StoreMutants.all().get(0);

    private @Nullable InMemoryStore real;

    @Override
    public MelMeStore createStore(Clock clock) {
      InMemoryStore sound = InMemoryStore.create(clock);
      real = sound;
      return mutant.breaking().apply(sound);
    }

    @Override
    public void releaseStore(MelMeStore store) {
      Objects.requireNonNull(real).close(); // not the mutant, which may fail to
    }
  }
}
