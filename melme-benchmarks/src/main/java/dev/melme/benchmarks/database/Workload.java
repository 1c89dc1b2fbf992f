package dev.melme.benchmarks.database;

import dev.melme.benchmarks.sample.MessageSize;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What is measured on each database. */
public enum Workload {
  /** One thread delivers to one mailbox. */
  DELIVER_HOT_1("deliver.4KiB.hot.1t", Reference.INSERT) {
    @Override
    Contest open(Ground ground) {
      return DeliverContests.toMailboxes(ground, MessageSize.SMALL, 1, 1);
    }
  },
  /** Eight threads deliver to one mailbox. */
  DELIVER_HOT_8("deliver.4KiB.hot.8t", Reference.INSERT) {
    @Override
    Contest open(Ground ground) {
      return DeliverContests.toMailboxes(ground, MessageSize.SMALL, 1, 8);
    }
  },
  /** As many threads as a busy server has deliver to one mailbox. */
  DELIVER_HOT_32("deliver.4KiB.hot.32t", Reference.INSERT) {
    @Override
    Contest open(Ground ground) {
      return DeliverContests.toMailboxes(ground, MessageSize.SMALL, 1, MANY);
    }
  },
  /** All mail belongs to one conversation. */
  DELIVER_ONE_THREAD("deliver.4KiB.hot.onethread.8t", Reference.INSERT) {
    @Override
    Contest open(Ground ground) {
      return DeliverContests.toOneConversation(ground, MessageSize.SMALL, 8);
    }
  },
  /** Mail for as many mailboxes as there are threads. */
  DELIVER_SPREAD("deliver.4KiB.spread.32t", Reference.INSERT) {
    @Override
    Contest open(Ground ground) {
      return DeliverContests.toMailboxes(ground, MessageSize.SMALL, MANY, MANY);
    }
  },
  /** What it costs that all mail is for one mailbox. */
  DELIVER_HOT_TO_SPREAD("deliver.4KiB.hot-to-spread.32t", "ours, 32 mailboxes") {
    @Override
    Contest open(Ground ground) {
      return DeliverContests.oneMailboxToMany(ground, MessageSize.SMALL, MANY, MANY);
    }
  },
  /** Messages that fit into one chunk. */
  DELIVER_MEDIUM("deliver.100KiB.1t", Reference.INSERT) {
    @Override
    Contest open(Ground ground) {
      return DeliverContests.toMailboxes(ground, MessageSize.MEDIUM, 1, 1);
    }
  },
  /** Messages of many chunks. */
  DELIVER_LARGE("deliver.5MiB.1t", Reference.INSERT) {
    @Override
    Contest open(Ground ground) {
      return DeliverContests.toMailboxes(ground, MessageSize.LARGE, 1, 1);
    }
  },
  /** A small mailbox. */
  PAGE_THOUSAND("page.1k", Reference.KEYSET) {
    @Override
    Contest open(Ground ground) {
      return PageContests.againstQuery(ground, Population.THOUSAND);
    }
  },
  /** A large mailbox. */
  PAGE_HUNDRED_THOUSAND("page.100k", Reference.KEYSET) {
    @Override
    Contest open(Ground ground) {
      return PageContests.againstQuery(ground, Population.HUNDRED_THOUSAND);
    }
  },
  /** A mailbox that nobody has read for years. */
  PAGE_MILLION("page.1M", Reference.KEYSET) {
    @Override
    Contest open(Ground ground) {
      return PageContests.againstQuery(ground, Population.MILLION);
    }
  },
  /** What it costs that a mailbox is large. */
  PAGE_MILLION_TO_THOUSAND("page.1M-to-1k", "ours, page.1k") {
    @Override
    Contest open(Ground ground) {
      return PageContests.largestToSmallest(ground);
    }
  },
  /** Few conversations. */
  CONVERSATIONS_THOUSAND("conversations.1k", Reference.KEYSET) {
    @Override
    Contest open(Ground ground) {
      return ConversationContests.againstQuery(ground, Population.THOUSAND);
    }
  },
  /** Many conversations. */
  CONVERSATIONS_HUNDRED_THOUSAND("conversations.100k", Reference.KEYSET) {
    @Override
    Contest open(Ground ground) {
      return ConversationContests.againstQuery(ground, Population.HUNDRED_THOUSAND);
    }
  },
  /** More conversations than a team ever had. */
  CONVERSATIONS_MILLION("conversations.1M", Reference.KEYSET) {
    @Override
    Contest open(Ground ground) {
      return ConversationContests.againstQuery(ground, Population.MILLION);
    }
  },
  /** What it costs that there are many conversations. */
  CONVERSATIONS_MILLION_TO_THOUSAND("conversations.1M-to-1k", "ours, conversations.1k") {
    @Override
    Contest open(Ground ground) {
      return ConversationContests.largestToSmallest(ground);
    }
  },
  /** What is unread is counted where nothing was ever read. */
  UNREAD_MILLION("unread.1M", Duration.ofMillis(2)) {
    @Override
    Contest open(Ground ground) {
      return UnreadContest.of(ground);
    }
  },
  /** A word is searched. */
  SEARCH_HUNDRED_THOUSAND("search.100k", "one SELECT on the index of words") {
    @Override
    Contest open(Ground ground) {
      return SearchContest.of(ground);
    }

    @Override
    public boolean isHeldOn(DatabaseKind kind) {
      return kind == DatabaseKind.POSTGRESQL;
    }
  },
  /** Someone who follows a mailbox asks what is new, and nothing is. */
  CHANGES("changes", Reference.PRIMARY_KEY) {
    @Override
    Contest open(Ground ground) {
      return ChangesContest.of(ground);
    }
  },
  /** Small messages are read. */
  READ_SMALL("read.4KiB", Reference.BYTEA) {
    @Override
    Contest open(Ground ground) throws SQLException {
      return ReadContest.of(ground, MessageSize.SMALL, 256);
    }
  },
  /** Large messages are read. */
  READ_LARGE("read.5MiB", Reference.BYTEA) {
    @Override
    Contest open(Ground ground) throws SQLException {
      return ReadContest.of(ground, MessageSize.LARGE, 8);
    }
  },
  /** Recipients are looked up. */
  ROUTE("route.1M", Reference.PRIMARY_KEY) {
    @Override
    Contest open(Ground ground) {
      return RouteContest.of(ground);
    }
  },
  /** A team signs in. */
  SIGN_IN("signin.1t", "one Argon2id hash") {
    @Override
    Contest open(Ground ground) {
      return SignInContest.of(ground);
    }
  };

  private static final int MANY = 32;

  /** All that reads lists of the same mailboxes. */
  private static final Set<String> LISTS = Set.of("page", "conversations", "unread");

  private final String label;
  private final String reference;
  private final Optional<Duration> limit;

  Workload(String label, String reference) {
    this.label = label;
    this.reference = reference;
    this.limit = Optional.empty();
  }

  Workload(String label, Duration limit) {
    this.label = label;
    this.reference = "at most " + limit.toMillis() + " ms";
    this.limit = Optional.of(limit);
  }

  /** How keys of rows end. */
  public String label() {
    return label;
  }

  /** What the table says that the reference is. */
  public String reference() {
    return reference;
  }

  /** How long an operation may take, where that is asked for and no reference is. */
  public Optional<Duration> limit() {
    return limit;
  }

  /** Whether a database can do it. */
  public boolean isHeldOn(DatabaseKind kind) {
    return true;
  }

  /** The name of its database. */
  public String database() {
    return LISTS.contains(topic()) ? "lists" : topic();
  }

  private String topic() {
    return label.split("\\.", 2)[0];
  }

  /** Whether all contests in its database use the rows that the first of them has left. */
  public boolean reuses() {
    return LISTS.contains(topic());
  }

  /** Whether a connection commits at each operation. */
  boolean delivers() {
    return topic().equals("deliver");
  }

  /** Sets the contest up; takes as long as it takes. */
  abstract Contest open(Ground ground) throws SQLException;

  private static final class Reference {
    static final String INSERT = "INSERT into one table, COMMIT";
    static final String KEYSET = "one keyset SELECT";
    static final String BYTEA = "one SELECT of one value";
    static final String PRIMARY_KEY = "one primary-key SELECT";
  }
}
