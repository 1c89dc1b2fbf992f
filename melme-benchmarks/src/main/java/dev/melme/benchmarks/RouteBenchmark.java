package dev.melme.benchmarks;

import dev.melme.MelMe;
import dev.melme.api.EmailAddress;
import dev.melme.api.Route;
import dev.melme.api.admin.NewMailbox;
import dev.melme.api.routing.AliasRouter;
import dev.melme.api.routing.RoutingDecision;
import dev.melme.inmemory.InMemoryStore;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What RCPT TO costs: one recipient out of many, picked at random, is routed to its mailbox.
 *
 * <p>Both sides are asked for the same recipients in the same order.
 */
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class RouteBenchmark {

  private static final int MAILBOXES = 100;
  private static final int ALIASES_PER_DOMAIN = 50;

  /** The recipients as they come from the wire, and the order in which they come. */
  @State(Scope.Benchmark)
  public static class Recipients {

    /** How many aliases there are. */
    @Param({"1000", "100000", "1000000"})
    int aliases;

    String[] wire;
    private int[] order;
    private int position;

    /** Writes addresses as people write them: most in lower case, some not. */
    @Setup
    public void write() {
      Random random = new Random(1);
      wire = new String[aliases];
      for (int i = 0; i < aliases; i++) {
        wire[i] = cased(address(i), random.nextInt(20));
      }
      order = random.ints(Math.max(aliases, 1 << 16), 0, aliases).toArray();
    }

    private static String cased(String address, int kind) {
      return switch (kind) {
        case 0 -> address.toUpperCase(Locale.ROOT);
        case 1, 2, 3 -> address.substring(0, 1).toUpperCase(Locale.ROOT) + address.substring(1);
        case 4, 5 -> address.replace("@team", "@Team").replace(".example", ".Example");
        default -> address;
      };
    }

    int next() {
      int at = position;
      position = at + 1 == order.length ? 0 : at + 1;
      return order[at];
    }

    static String address(int alias) {
      return "contact." + alias + "@team" + alias / ALIASES_PER_DOMAIN + ".example";
    }

    static String slug(int alias) {
      return "inbox-" + alias % MAILBOXES;
    }
  }

  /** MelMe on the in-memory store. */
  @State(Scope.Benchmark)
  public static class Ours {

    AliasRouter router;
    EmailAddress[] parsed;

    /** Makes mailboxes and aliases. */
    @Setup
    public void fill(Recipients recipients) {
      MelMe melme = MelMe.builder().store(InMemoryStore.create()).build();
      for (int i = 0; i < MAILBOXES; i++) {
        melme.admin().createMailbox(NewMailbox.of(Recipients.slug(i), "Inbox " + i));
      }
      router = melme.router();
      parsed = new EmailAddress[recipients.aliases];
      for (int i = 0; i < recipients.aliases; i++) {
        melme.admin().createAlias(Recipients.address(i), Route.toMailbox(Recipients.slug(i)));
        parsed[i] = EmailAddress.parse(recipients.wire[i]);
      }
    }
  }

  /** A map from addresses to slugs. */
  @State(Scope.Benchmark)
  public static class Reference {

    final Map<String, String> slugs = new ConcurrentHashMap<>();

    /** Fills the map. */
    @Setup
    public void fill(Recipients recipients) {
      for (int i = 0; i < recipients.aliases; i++) {
        slugs.put(Recipients.address(i), Recipients.slug(i));
      }
    }
  }

  /** Routes an address that was parsed where it entered. */
  @Benchmark
  public RoutingDecision ours(Recipients recipients, Ours ours) {
    return accepted(ours.router.route(ours.parsed[recipients.next()]));
  }

  /** Parses an address and routes it. */
  @Benchmark
  public RoutingDecision oursFromText(Recipients recipients, Ours ours) {
    return accepted(ours.router.route(EmailAddress.parse(recipients.wire[recipients.next()])));
  }

  /** Looks an address up in lower case. */
  @Benchmark
  public String map(Recipients recipients, Reference reference) {
    String slug = reference.slugs.get(recipients.wire[recipients.next()].toLowerCase(Locale.ROOT));
    if (slug == null) {
      throw new IllegalStateException("A recipient was not found");
    }
    return slug;
  }

  private static RoutingDecision accepted(RoutingDecision decision) {
    if (!decision.accepted()) {
      throw new IllegalStateException("A recipient was answered " + decision.reply());
    }
    return decision;
  }
}
