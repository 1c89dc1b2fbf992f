package dev.melme.testkit;

/**
 * The rules that every store keeps, one by one: what each promises, and what to look at when it is
 * broken.
 *
 * <p>Each rule is proven by tests of the contract interfaces; a failing test names its rule.
 */
public enum StoreRule {
  /** The store's clock. */
  STO_01(
      "now() is the time of the store's clock, cut to milliseconds",
      "Answer the clock that createStore was given, truncated to ChronoUnit.MILLIS"),
  /** Repositories are stable. */
  STO_02(
      "A store always gives the same repositories",
      "Make each repository once, in the constructor of the store"),
  /** Closing twice. */
  STO_03(
      "Closing a store twice changes nothing",
      "Remember that the store is closed and return at once"),
  /** A closed store does not answer. */
  STO_04(
      "A closed store answers every call with a StoreException, never with an empty result",
      "Check that the store is open before each call; turn the driver's errors into"
          + " StoreException"),
  /** Pruning forgets erased keys. */
  STO_05(
      "prune forgets the delivery keys of messages erased before a time, and nothing else",
      "Keep the time of erasing with the key; remove keys whose time is before the given one, never"
          + " the key of a message that is there"),
  /** Pruning is bounded. */
  STO_06(
      "prune removes at most as many keys as it may, over all mailboxes, and tells how many",
      "Apply the limit to the whole call and return the number of rows removed"),
  /** Threads. */
  STO_07(
      "A store is safe for use by many threads",
      "Guard shared state; let a lost race be repeated inside the store, not thrown out of it"),

  /** Round trip of a mailbox. */
  MBX_01(
      "A mailbox is read back as it was created, by id and by slug",
      "Keep every component of Mailbox, instants to the millisecond, absent values as absent"),
  /** Slugs are unique. */
  MBX_02(
      "A slug is given away once: creating a second mailbox of it answers false, changes nothing",
      "Put a unique constraint on the slug and answer false when it is violated"),
  /** Racing creates. */
  MBX_03(
      "Of many threads that create one slug, exactly one succeeds",
      "Let the unique constraint decide, not a look-up before the insert"),
  /** Update by version. */
  MBX_04(
      "An update with the next version replaces what may change",
      "Write name, sender name, description, recovery address, status, quota and version"),
  /** Lost updates. */
  MBX_05(
      "An update that is not based on the stored version answers false and changes nothing",
      "Compare the stored version with the new one minus one, in the statement that writes"),
  /** Racing updates. */
  MBX_06(
      "Of many threads that update one version of a mailbox, exactly one succeeds",
      "Compare and write in one atomic step: UPDATE ... WHERE version = ?"),
  /** What never changes. */
  MBX_07(
      "An update changes neither the slug of a mailbox nor the time of its creation",
      "Leave both out of the columns that an update writes"),
  /** Erasing. */
  MBX_08(
      "An erased mailbox is found and listed no more, and erasing it again answers false",
      "Remove the row; answer whether there was one"),
  /** Erasing takes everything along. */
  MBX_09(
      "Erasing a mailbox erases its messages, their bytes and its delivery keys before it returns",
      "Delete all that leads with the mailbox id in the same transaction"),
  /** Slugs stay reserved. */
  MBX_10(
      "The slug of an erased mailbox is never given away again",
      "Keep erased slugs in a table of their own, under the same unique constraint"),
  /** Erasing spares others. */
  MBX_11(
      "Erasing a mailbox leaves the other mailboxes as they are, also copies of its messages",
      "Give each mailbox its own copy of a message; delete by mailbox id"),
  /** Lists. */
  MBX_12(
      "Mailboxes are listed by slug, ascending, in pages that begin after a slug",
      "ORDER BY slug with a binary collation, slug > the given one, also when that one is gone"),
  /** Usage. */
  MBX_13(
      "usage counts the messages that are stored and their bytes, and nothing for no mailbox",
      "Count what is there; a redelivery adds nothing, an erased message takes its bytes along"),
  /** Texts. */
  MBX_14(
      "Texts of a mailbox are kept as they are: full length, any script, emoji, spaces at the end",
      "Use wide enough columns of full Unicode (utf8mb4); never trim, cut or normalise"),

  /** Round trip of an alias. */
  ALI_01(
      "An alias is read back as it was created, its address with the case it was written in",
      "Keep every component of Alias; keep the written form of the pattern beside its key"),
  /** Patterns are unique. */
  ALI_02(
      "A pattern is given away once: creating it again answers false and changes nothing",
      "Put a unique constraint on AliasPattern.key() and answer false when it is violated"),
  /** Racing creates. */
  ALI_03(
      "Of many threads that create one pattern, exactly one succeeds",
      "Let the unique constraint decide, not a look-up before the insert"),
  /** Update by version. */
  ALI_04(
      "An update with the next version replaces what may change",
      "Write mailbox id, status, whenUnavailable and version"),
  /** Lost updates. */
  ALI_05(
      "An update that is not based on the stored version answers false and changes nothing",
      "Compare the stored version with the new one minus one, in the statement that writes"),
  /** Racing updates. */
  ALI_06(
      "Of many threads that update one version of an alias, exactly one succeeds",
      "Compare and write in one atomic step: UPDATE ... WHERE version = ?"),
  /** What never changes. */
  ALI_07(
      "An update changes neither the written pattern of an alias nor the time of its creation",
      "Leave both out of the columns that an update writes"),
  /** Deleting. */
  ALI_08(
      "A deleted alias is found, listed and matched no more, and may be created again",
      "Remove the row; answer whether there was one"),
  /** The first candidate wins. */
  ALI_09(
      "match answers the first candidate that exists, also a disabled one, wherever it stands",
      "Look all candidates up at once and keep the one that comes first in the list"),
  /** Matches are current. */
  ALI_10(
      "match answers alias and mailbox as they are now, after any change of either",
      "Do not cache, or drop what is cached when the alias or its mailbox changes"),
  /** Orphans. */
  ALI_11(
      "An alias whose mailbox was erased is matched without a mailbox, for good",
      "Join by the mailbox's id, with an outer join; never by its slug"),
  /** Keys are bytes. */
  ALI_12(
      "Keys are compared byte by byte: look-alikes are different aliases",
      "Use a binary collation, without padding, for the key column (utf8mb4_0900_bin, \"C\")"),
  /** Long keys. */
  ALI_13(
      "Keys of up to 254 octets are told apart in every octet",
      "Make the key column wide enough and index all of it, or its hash"),
  /** Domains of ours. */
  ALI_14(
      "A domain is ours while any alias is on it (also disabled, orphan, catch-all) or while it is"
          + " registered",
      "Ask the aliases of the domain and the registered domains; count sub-domains apart"),
  /** Registering. */
  ALI_15(
      "Registering a domain twice, and taking back what is not registered, answer false",
      "Answer whether a row was added or removed; an alias on the domain does not register it"),
  /** Domain lists. */
  ALI_16(
      "Domains of ours are listed once each, ascending, in pages that begin after a domain",
      "Unite the domains of aliases with the registered ones, distinct, in binary order"),
  /** Alias lists. */
  ALI_17(
      "Aliases are listed by key, ascending by UTF-8 bytes, in pages that begin after a pattern",
      "ORDER BY the key with a binary collation; U+1F600 comes after U+FF41"),
  /** Aliases of a mailbox. */
  ALI_18(
      "The aliases of a mailbox are listed by key in pages, and follow every re-routing",
      "Select by the alias's current mailbox id, also when that mailbox was erased"),
  /** One moment. */
  ALI_19(
      "match answers what was true at one moment, also while aliases and mailboxes change",
      "Look candidates, mailbox and domain up in one statement, or under one lock"),
  /** Writing as an alias. */
  ALI_20(
      "Whether a mailbox may write as an alias is kept, updated and answered wherever the alias is",
      "Keep Alias.sending, write it in the update, and read it in match and in every list"),

  /** Round trip of a message. */
  MSG_01(
      "A message is read back as it was appended: reception, aliases, size and index",
      "Keep every component of Reception, MatchedAlias and MessageIndex, in order, absent as"
          + " absent"),
  /** Lists. */
  MSG_02(
      "Messages are listed by id, descending, each line as the message's own summary",
      "ORDER BY message id DESC, compared as unsigned numbers"),
  /** Pages. */
  MSG_03(
      "A page begins after the given id and holds at most the limit: no message twice, none missed",
      "Use id < the given one, also when no message has that id any more"),
  /** Bytes. */
  MSG_04(
      "Bytes come out as they went in, whatever they are and however many",
      "Store binary; test the last chunk, the chunk that is exactly full, and no chunk at all"),
  /** Ranges. */
  MSG_05(
      "content answers bytes from the offset on, at least one before the end, none at or after it",
      "Cut the range out of the chunks it lies in; an empty array at the end is not \"missing\""),
  /** Own copies. */
  MSG_06(
      "Each target of a delivery is a message of its own: what is done to one leaves the others",
      "Insert one row and one copy of the bytes per mailbox"),
  /** Redelivery. */
  MSG_07(
      "A redelivery with a known key adds no message and answers the id of the first one",
      "Put a unique constraint on (mailbox id, key); on conflict read the id that is there"),
  /** Racing redelivery. */
  MSG_08(
      "Of 32 threads that deliver one key at once, exactly one stores; all answer the same id",
      "Let the constraint decide; read the winner's id in a new statement after the conflict"),
  /** Further aliases. */
  MSG_09(
      "A redelivery through another alias or for another recipient adds that alias, once, at the"
          + " end",
      "Insert into the aliases of the message what differs in alias or recipient"),
  /** Racing aliases. */
  MSG_10(
      "Racing redeliveries through different aliases add all of them",
      "Insert a row per alias instead of writing the list back"),
  /** Partly known. */
  MSG_11(
      "A delivery that some targets know already is stored in the others",
      "Decide per target whether its key is known"),
  /** Keys outlive messages. */
  MSG_12(
      "A redelivery of an erased message brings nothing back and answers as already stored",
      "Keep the key and its message id when the message is erased"),
  /** Keys belong to a mailbox. */
  MSG_13(
      "A key that one mailbox knows is new to every other",
      "Lead the unique constraint of the keys with the mailbox id"),
  /** Outcome. */
  MSG_14(
      "outcome tells the message of each known key, also of an erased message, and no other key",
      "Look the keys up in the table of keys, not among the messages"),
  /** Mailboxes that are gone. */
  MSG_15(
      "If a target does not exist, append names all that do not, and stores nothing anywhere",
      "Check all targets inside the transaction and roll back, keys included"),
  /** Content that cannot be read. */
  MSG_16(
      "If the content fails while it is read, append throws a retryable StoreException that is not"
          + " COMMIT_UNKNOWN and has the IOException as its cause, and nothing is stored anywhere",
      "Roll back and throw StoreException(UNAVAILABLE) with the IOException as cause"),
  /** Content of another size. */
  MSG_17(
      "If the content has fewer or more bytes than it claims, append throws a retryable"
          + " StoreException that is not COMMIT_UNKNOWN, and nothing is stored anywhere",
      "Count the bytes while they are stored, compare with sizeBytes(), roll back"),
  /** Any other failure. */
  MSG_18(
      "If anything else is thrown out of the content, also an Error, append throws and"
          + " nothing is stored anywhere",
      "Roll back on Throwable, not only on Exception"),
  /** Erasing messages. */
  MSG_19(
      "Erased messages are gone from find, list, content and usage; the others stay",
      "Delete rows and bytes by mailbox id and message id; answer how many there were"),
  /** Reading while erasing. */
  MSG_20(
      "A read that meets an erasure answers the right bytes or empty, never others or fewer",
      "Read row and bytes of one moment; a message without its bytes is missing"),
  /** Isolation. */
  MSG_21(
      "Every method that takes a mailbox and a message answers for a foreign message as for one"
          + " that does not exist, and does nothing to it",
      "Put the mailbox id into every predicate beside the message id"),
  /** Paging stability. */
  MSG_22(
      "While mail arrives, paging repeats no message and misses none that was there at the start",
      "Page by key, never by offset"),
  /** Poison. */
  MSG_23(
      "Values that the API types allow are stored and read back: over-long names, any script,"
          + " emoji, right-to-left and combining marks, quotes and wildcards of SQL",
      "Bind values, use full Unicode, index hashes of long values; never cut, trim or normalise"),
  /** Large indexes. */
  MSG_24(
      "An index at its bounds is stored: 64 Ki characters of text, 1,000 attachments, 2,000 terms",
      "Use large text columns or a child table; raise the packet limit of the driver"),
  /** Wide fan-out. */
  MSG_25(
      "A delivery to 100 mailboxes is stored in all of them, results in the order of the targets",
      "Insert in batches; collect the results by target, not by the order of the inserts"),
  /** Many mailboxes. */
  MSG_26(
      "Racing deliveries to many mailboxes each end in the right one",
      "Keep no state of a delivery outside its call"),
  /** Crossing deliveries. */
  MSG_27(
      "Deliveries that name the same mailboxes in different orders all come through",
      "Take locks in the order of the mailbox ids; repeat after a deadlock"),
  /** Append against erase. */
  MSG_28(
      "An append that races with the erasure of its mailbox is erased with it or reports the"
          + " mailbox as gone; nothing is left behind",
      "Lock the mailbox row for share in append, for update in erase"),
  /** Visible at once. */
  MSG_29(
      "A delivery shows up in all of its mailboxes at once",
      "Insert all targets in one transaction"),
  /** Arrays are not shared. */
  MSG_30(
      "Arrays are not shared: what a caller does to its bytes after the call changes no message",
      "Copy MessageContent.inMemory() and give out copies"),
  /** Aliases once. */
  MSG_31(
      "An alias that a target names twice for one recipient is kept once",
      "Ignore the second row: ON CONFLICT DO NOTHING"),
  /** Aliases are bounded. */
  MSG_32(
      "A message that has 100 aliases takes no further ones from redeliveries",
      "Count the aliases of the message in the statement that adds one"),
  /** New messages are pending. */
  MSG_33(
      "A new message is pending until it has its place, with the facts it was appended with",
      "Note the id in the transaction of the append; read the facts from the message's own"
          + " index"),
  /** Pending messages in order. */
  MSG_34(
      "pending answers the oldest ids first and at most as many as asked for",
      "ORDER BY message id ASC, compared as unsigned numbers, with the limit in the"
          + " statement"),
  /** Placing. */
  MSG_35(
      "apply gives messages their places: they are pending no more, and the last position"
          + " is that of the batch",
      "Insert the places, delete the pending rows and set the last position in one"
          + " transaction"),
  /** Fenced. */
  MSG_36(
      "apply on another last position answers false and changes nothing, also no thread key",
      "UPDATE the last position WHERE it is the expected one, before anything else; roll"
          + " back when no row was hit"),
  /** Racing catch-up. */
  MSG_37(
      "Of many threads that apply on one last position, exactly one succeeds",
      "Let the conditional UPDATE decide, not a look at the position before it; a lost"
          + " race answers false and throws nothing"),
  /** Following places. */
  MSG_38(
      "placements answers those after a position, ascending, at most as many as asked for",
      "Use position > the given one, ORDER BY position, with the limit in the statement"),
  /** Erased messages have no place. */
  MSG_39(
      "An erased message is neither pending nor placed, and apply leaves it out without"
          + " failing",
      "Delete the pending row and the place with the message; in apply insert places of"
          + " pending messages only"),
  /** One place per message. */
  MSG_40(
      "apply leaves out a message that has its place or is not in the mailbox; a position"
          + " is never given again",
      "Insert a place only when the pending row was there; take the last position from the"
          + " batch, not from the places"),
  /** Thread keys. */
  MSG_41(
      "threads answers the keys that the mailbox knows; a known key keeps its conversation",
      "Put a unique constraint on (mailbox id, thread key) and ignore conflicts; put the"
          + " mailbox id into the look-up"),
  /** No mailbox. */
  MSG_42(
      "Without a mailbox nothing is pending, apply answers false, and there are no places"
          + " or thread keys",
      "Check the mailbox inside the transaction of apply; an unknown id is not an error"),
  /** Mailboxes with work. */
  MSG_43(
      "pendingMailboxes lists each mailbox that has a pending message once, by id,"
          + " ascending, in pages",
      "SELECT DISTINCT mailbox id > the given one, compared as unsigned numbers"),
  /** Nothing is skipped. */
  MSG_44(
      "While 16 threads deliver and 2 catch up, following placements skips none and"
          + " repeats none",
      "Let places become visible in their order: one transaction per mailbox at a time"
          + " holds the row of the last position until it commits"),
  /** Erasing a mailbox. */
  MSG_45(
      "Erasing a mailbox erases what catch-up keeps of it, and of no other",
      "Delete pending rows, places and thread keys by mailbox id, in the transaction that"
          + " erases"),
  /** A place changes nothing else. */
  MSG_46(
      "A message is found, listed, read and counted alike, pending or placed",
      "Keep places apart from messages, or take care that a read does not ask for one"),
  /** Redelivery. */
  MSG_47(
      "A redelivery makes nothing pending, whether the first message is pending, placed or"
          + " erased",
      "Insert the pending row only with the message itself"),
  /** Total size. */
  MSG_48(
      "content answers the size of the whole message with every range, also with an empty" + " one",
      "Read the size from the message, not from the bytes of the range"),
  /** Large batches. */
  MSG_49(
      "apply takes 500 places and 5,000 thread keys at once, and threads looks up 10,000" + " keys",
      "Insert and look up in batches inside the one call; databases limit the parameters"
          + " of a statement"),
  /** Catch-up against erasure. */
  MSG_50(
      "An apply that races with the erasure of a message or of its mailbox leaves no place"
          + " behind",
      "Lock the pending row, or the mailbox row for share, before the place is inserted"),
  /** Waiting changes are work. */
  MSG_51(
      "A mailbox whose changes wait is pending until apply, also of an empty batch, has given"
          + " them positions",
      "List mailboxes with waiting changes beside those with pending messages; take changes"
          + " along with every batch"),
  /** Merging. */
  MSG_52(
      "The messages of a merged conversation move to the other one, with their positions and"
          + " states, as a change of their own; those of other mailboxes stay",
      "UPDATE the conversation of the entries by mailbox id, make the lines of both anew and"
          + " record a CHANGED change after the placements"),
  /** What merged conversations stand for. */
  MSG_53(
      "A merged conversation stands for the one it became part of, also when that one is merged"
          + " or closed afterwards",
      "Keep what a conversation became part of; change it when that one is merged, not when it"
          + " goes on in another one"),
  /** Followers. */
  MSG_54(
      "threads answers the last of the conversations that follow one another, merged or closed"
          + " in any order; a closed one keeps its messages",
      "Follow from one to the next until nothing follows; never move messages for a"
          + " conversation that is continued"),
  /** Repointing. */
  MSG_55(
      "A repointed thread key belongs to its new conversation, known before or not, and in that"
          + " mailbox only",
      "Insert the keys that are not known, update the others, by mailbox id and key"),

  /** Entries. */
  ENT_01(
      "A placed message has an entry in the inbox, unread, with its own summary, position and"
          + " conversation; a pending one has none",
      "Insert the entry in the transaction of apply, with all that MessageSummary shows"),
  /** Finding entries. */
  ENT_02(
      "find answers the entries of the messages that this mailbox has and has placed, by id,"
          + " ascending, each once",
      "Put the mailbox id into the predicate and order by message id, compared as unsigned"
          + " numbers"),
  /** Added aliases. */
  ENT_03(
      "An alias that a redelivery adds shows up in the entry wherever it is read, and leaves its"
          + " state",
      "Read the aliases of the message with the entry, also in conversations and searches"),
  /** Lists of entries. */
  ENT_04(
      "Entries are listed by message id, descending, in pages that begin below an id",
      "Use id < the given one, also when no message has that id any more; never order by"
          + " position"),
  /** Stable pages. */
  ENT_05(
      "While messages are placed, paging repeats no entry and misses none that was there at the"
          + " start",
      "Page by message id, never by offset"),
  /** Filters. */
  ENT_06(
      "list answers exactly the entries that meet the filter, whatever it asks for",
      "Let an index narrow the entries down and EntryFilter.matches decide"),
  /** Budgets. */
  ENT_07(
      "list and match stop at the limit or the budget and tell where to go on, missing nothing;"
          + " at the end there is nowhere to go",
      "Count each entry that is looked at, answer the last one's id, and look whether a further"
          + " one is left"),
  /** Unread. */
  ENT_08(
      "unread counts the unread entries of a folder, up to the given number",
      "Count in the statement, with the limit inside; follow marks, moves and erasures"),
  /** Labels in use. */
  ENT_09(
      "labels lists the labels in use, each once, ascending, at most as many as asked for",
      "Select them distinct from rows that go with the label and with the message"),
  /** Mailboxes. */
  ENT_10(
      "Entries, conversations, labels and changes are those of one mailbox, and none when it does"
          + " not exist or was erased",
      "Put the mailbox id into every predicate; delete all of it when the mailbox is erased"),

  /** Marking. */
  ENT_11(
      "mark does to each message what Marking.apply says and answers how many have another state",
      "Read the states under a lock, apply the marking in Java, write those that differ"),
  /** Twice. */
  ENT_12(
      "Marking twice is marking once: the second time answers 0, and nothing changes",
      "Compare the state after with the state before; write and record nothing when they are"
          + " equal"),
  /** What has no entry. */
  ENT_13(
      "mark leaves out messages that are unknown, foreign, pending or erased",
      "Read the entries by mailbox id and message id; go on with those that are there"),
  /** Texts of marks. */
  ENT_14(
      "Operators, times and labels of any script are kept; look-alikes are different labels",
      "Use full Unicode for operators, and a binary collation without padding for labels"),
  /** Nothing else. */
  ENT_15(
      "mark changes nothing but the states of the messages it names",
      "Update the columns of the state by mailbox id and message id"),
  /** Bulk. */
  ENT_16(
      "500 messages are marked or erased at once, each time as one change",
      "Work in portions inside the one call and transaction; record the change once"),
  /** Racing marks. */
  ENT_17(
      "Of many threads that mark the same messages at once, none is lost",
      "Lock the entries, or the mailbox's row of positions, before the states are read"),
  /** Deliveries. */
  ENT_18(
      "While a delivery is under way, the messages of its mailbox are placed, marked and read",
      "Let marks and catch-up lock rows that no delivery locks"),

  /** Lines. */
  ENT_19(
      "A conversation has a line in each folder it has messages in, as Conversation.of makes it",
      "Count and name by conversation and folder; participants by the newest message first"),
  /** Order of lines. */
  ENT_20(
      "Conversations are listed by the position of their newest message in the folder,"
          + " descending, in pages that begin below a position",
      "Use newest position < the given one; the position in this folder, not over all"),
  /** Lines follow. */
  ENT_21(
      "Lines follow placements, marks, moves and erasures at once; one without messages is gone",
      "Make the line anew from the entries in the transaction that changes them"),
  /** One conversation. */
  ENT_22(
      "conversation answers its messages of all folders by position, ascending; none for one that"
          + " is unknown or foreign",
      "Select by mailbox id and conversation id, ORDER BY position"),
  /** Facts. */
  ENT_23(
      "facts tells of each conversation that has messages how many, in all folders, and when the"
          + " latest was taken",
      "Sum the folders; take the latest time, not that of the highest position; look up any"
          + " number of ids"),

  /** Added. */
  ENT_24(
      "What apply places is one ADDED change, at the position of the last placement, of the"
          + " messages that got their places",
      "Record the change with the places; leave out messages that were left out, and the change"
          + " when none is left"),
  /** Changed. */
  ENT_25(
      "What mark changes is one CHANGED change of the messages that have another state, with its"
          + " time and operator",
      "Record ids, time and operator in the transaction of the mark"),
  /** Removed. */
  ENT_26(
      "What erase takes of placed messages is one REMOVED change; of pending ones there is none",
      "Record the ids of those that had an entry, in the transaction that erases"),
  /** Order of changes. */
  ENT_27(
      "Changes get positions from apply alone, in the order in which they were made, after those"
          + " of the batch; until then the mailbox is behind",
      "Keep changes in an order of their own until apply numbers them; set the last position to"
          + " the last number given"),
  /** Pages of changes. */
  ENT_28(
      "changes answers those after a position, ascending, at most as many as asked for, and the"
          + " last position that was given",
      "Use position > the given one, ORDER BY position, with the limit in the statement"),
  /** Following changes. */
  ENT_29(
      "While threads deliver, mark and erase and others catch up, whoever follows the changes"
          + " misses none and sees none twice",
      "Give positions in apply alone, under the lock of the last position, until it commits"),
  /** Pruning by time. */
  ENT_30(
      "pruneChanges forgets the changes that were made before a time, none that waits, and tells"
          + " readers up to where",
      "Compare the time with <, and set forgottenTo to the highest position that went, in the"
          + " same transaction"),
  /** Pruning is bounded. */
  ENT_31(
      "pruneChanges forgets at most as many changes as it may, over all mailboxes, and tells how"
          + " many",
      "Apply the limit to the whole call and return the number of changes removed"),

  /** Searching. */
  ENT_32(
      "match answers exactly the entries that meet the filter and whose messages have all the"
          + " terms, newest first",
      "Intersect the messages of all terms, then let EntryFilter.matches decide"),
  /** Words. */
  ENT_33(
      "Terms are compared as whole words, char by char, wherever they stand in the search terms",
      "Put a space on either side before LIKE and escape its wildcards, or keep a row per term"),
  /** Waiting. */
  ENT_34(
      "list and match tell whether messages or changes waited, also when they find nothing",
      "Ask for pending messages and waiting changes in the statement that reads the entries"),
  /** Folders. */
  ENT_35(
      "A message begins in the folder of its placement, in SENT as read, and stays there when its"
          + " conversation is merged",
      "Insert entries with MessageState.beginning(placement.folder())"),

  /** Credentials. */
  SES_01(
      "A mailbox has a credential without a password from its creation on, found by id and"
          + " by slug; there is none for an unknown or erased mailbox",
      "Insert the credential in the transaction that creates the mailbox; look both up by a"
          + " join"),
  /** A new password. */
  SES_02(
      "setPassword keeps the hash, moves to the next epoch and ends all sessions of that"
          + " mailbox, and of no other",
      "Write hash and epoch + 1, and delete the sessions by mailbox id, in one transaction"),
  /** Another epoch. */
  SES_03(
      "setPassword with another expected epoch, or without a mailbox, answers false and"
          + " changes nothing",
      "Lock the credential, compare its epoch, and only then write"),
  /** A new hash. */
  SES_04(
      "replaceHash replaces exactly the hash it was given; epoch and sessions stay; else it"
          + " answers false",
      "UPDATE ... WHERE password_hash = ?, with a binary collation, without padding"),
  /** Round trip of a session. */
  SES_05(
      "An open session is found by its secret with all its values, in its own mailbox only;"
          + " look-alikes of the secret find nothing",
      "Keep every component of Session, absent as absent, in full Unicode; put the mailbox"
          + " id into the look-up and compare hashes byte by byte"),
  /** Refused sessions. */
  SES_06(
      "open answers false for another epoch and for a mailbox that is inactive or does not"
          + " exist, and leaves nothing behind, not even the device",
      "Lock the credential, check epoch and status, and only then insert session and device"),
  /** Last use. */
  SES_07(
      "resume answers the session as it was, and notes its use only when the last one is"
          + " before touchBefore",
      "Read first; then UPDATE ... WHERE last use < touchBefore"),
  /** Age. */
  SES_08(
      "resume and list leave out sessions unused since activeSince or created before"
          + " createdSince, and change nothing about them; exactly those times still hold",
      "Compare both times with >=, in the statement that reads"),
  /** Lists of sessions. */
  SES_09(
      "Sessions are listed by id, descending, at most as many as asked for",
      "Use ORDER BY session id DESC, compared as unsigned numbers; leave out before the"
          + " limit counts"),
  /** Ending one. */
  SES_10(
      "end ends one session of that mailbox and answers false when it has none of that id",
      "Delete by mailbox id and session id; answer whether there was one; touch nothing" + " else"),
  /** Ending all. */
  SES_11(
      "endAll ends and counts all sessions of a mailbox and moves to the next epoch, so"
          + " that open in the old one is refused; without a mailbox it answers 0",
      "Write epoch + 1 and delete the sessions in one transaction; hash and devices stay"),
  /** Inactive mailboxes. */
  SES_12(
      "An update to inactive ends all sessions for good and moves to the next epoch; any"
          + " other update ends none",
      "End the sessions in the transaction of the update, only after the version was right"),
  /** Erasing. */
  SES_13(
      "Erasing a mailbox erases its password, sessions and devices, and those of no other",
      "Delete all three by mailbox id in the transaction that erases"),
  /** Devices. */
  SES_14(
      "A device is known from the first session it opened, in that mailbox only, also after"
          + " its sessions have ended",
      "Keep devices in a table of their own under (mailbox id, hash), compared byte by byte"),
  /** Waits. */
  SES_15(
      "Free attempts follow each other at once; each further one is followed by its wait,"
          + " doubled up to the longest; one that is too early answers false and counts nothing",
      "Use Attempts.mayBegin and next; write nothing when it is too early; compare keys"
          + " byte by byte"),
  /** The pause. */
  SES_16(
      "After most attempts the pause is the wait; after a pause without one, all are"
          + " forgotten",
      "Keep the time of the last attempt that began and hand it to Attempts"),
  /** Racing attempts. */
  SES_17(
      "Of many threads that begin an attempt at once, exactly the free ones and one more"
          + " begin, also under a new key",
      "Lock the row of the key, read and write in one transaction; begin anew when the"
          + " insert of the first one collides"),
  /** Taking back. */
  SES_18(
      "takeAttemptBack takes one attempt and its wait back, and nothing under a key without"
          + " attempts",
      "Use Attempts.takenBack under the same lock; insert no row"),
  /** Clearing. */
  SES_19(
      "clearAttempts forgets all attempts of a key, and of no other", "Delete the row of the key"),
  /** Pruning by time. */
  SES_20(
      "prune removes sessions that do not hold, and attempts and devices last seen before"
          + " their times; nothing else",
      "Compare with <, attempts by the last one that began and devices by their last"
          + " sign-in; leave credentials alone"),
  /** Pruning by number. */
  SES_21(
      "prune removes the oldest attempts beyond mostAttempts",
      "Order by the time of the last attempt, not by that of the first"),
  /** Pruning is bounded. */
  SES_22(
      "prune removes at most as many rows as it may, of all kinds and mailboxes together,"
          + " and tells how many",
      "Hand each step the rest of the limit; return the number of rows removed"),
  /** Races of sign-in. */
  SES_23(
      "A session of an old epoch never resumes, also when its open races with setPassword,"
          + " endAll, an update to inactive or the erasure of its mailbox",
      "Hold the row of the credential from the check of the epoch to the commit, in open as"
          + " in whatever ends sessions"),
  /** Isolation of sessions. */
  SES_24(
      "Every method that takes a mailbox and a session, its secret or its device answers"
          + " for a foreign one as for one that does not exist, and does nothing to it",
      "Put the mailbox id into every predicate beside the session id or the hash"),

  /** Scans begin with entries. */
  SCN_01(
      "A scan begins with the entry of its message when the batch names it, due at once",
      "Insert the scans of those messages that are placed, in the transaction of apply"),
  /** Leasing. */
  SCN_02(
      "lease takes scans that are due, the earliest first, over all mailboxes, and counts attempts",
      "Use due_at <= now, ORDER BY due_at with the limit; set the next due time and attempts + 1"),
  /** Fencing. */
  SCN_03(
      "Whoever lost the lease of a scan neither postpones nor settles it",
      "Compare the number of attempts in the statement that writes"),
  /** Settling. */
  SCN_04(
      "A settled scan is done, keeps the parts that were refused, and is a change that waits",
      "Clear the due time, keep the paths, add a CHANGED change in the same transaction"),
  /** Erasing. */
  SCN_05(
      "A scan goes with its message and with its mailbox",
      "Delete it with the message; answer false to settle when it is gone"),
  /** Racing leases. */
  SCN_06(
      "Threads that lease at once get each scan once",
      "Update the row only while it still is as it was read"),

  /** Sent copies and rows. */
  OUT_01(
      "A sent copy is a message of its mailbox, and what the outbox keeps of it is read back as it"
          + " was enqueued",
      "Keep every component of Outbound, recipients in their order, addresses as written; store the"
          + " copy as append does, with the one alias"),
  /** Where sent copies begin. */
  OUT_02(
      "A sent copy is pending in SENT with the conversation it goes on with; placed, it lies there"
          + " as read",
      "Use PendingMessage.sent for it; let apply begin entries with MessageState.beginning(folder)"),
  /** Conversations of sent copies. */
  OUT_03(
      "The conversation of a sent copy is known under its own key, unless the key is known; who"
          + " follows it stands for it",
      "Insert ThreadKey.ofConversation(id) in the transaction of enqueue, leave one that is there;"
          + " pending answers the conversation as it was sent"),
  /** Sending a draft. */
  OUT_04(
      "A draft goes with the message that is made of it; if it is missing or of another version,"
          + " nothing is done",
      "Delete the draft by mailbox id, id and version first, in the transaction of enqueue; roll"
          + " back and answer DRAFT_CHANGED when there was none"),
  /** Racing sends. */
  OUT_05(
      "Of many threads that send or save one version of a draft, exactly one does",
      "Let the statement that deletes or updates the draft compare the version"),
  /** No mailbox. */
  OUT_06(
      "Without its mailbox nothing is enqueued; what races with the erasure of the mailbox leaves"
          + " nothing behind",
      "Hold the row of the mailbox until the commit, as append does; answer NO_MAILBOX"),
  /** Content that fails. */
  OUT_07(
      "If the content fails or has another size than it claims, enqueue throws as append does,"
          + " stores nothing and leaves the draft",
      "Write everything in one transaction; roll back on Throwable"),
  /** Unknown commits. */
  OUT_08(
      "outcome tells whether a message was enqueued, also when it was erased; enqueuing it again"
          + " adds nothing and changes nothing",
      "Keep OutgoingMessage.key() as append keeps a delivery key; never overwrite a row that is"
          + " there"),
  /** Unusual values. */
  OUT_09(
      "Values that the API types allow are sent and read back: 500 recipients, any script, long"
          + " ids, times far away",
      "Use columns without a limit for texts, and the hash of a Message-ID for an index"),
  /** Finding. */
  OUT_10(
      "find answers what this mailbox sent of the messages asked for, by id, ascending, each once",
      "Put the mailbox id into the predicate and order by message id, compared as unsigned numbers"),
  /** Finding by Message-ID. */
  OUT_11(
      "findByMessageId compares char by char, among what this mailbox sent",
      "Put the mailbox id into the predicate; compare the whole id, binary, beside its hash"),
  /** Lists. */
  OUT_12(
      "list answers messages of all mailboxes in a state, by id, descending, in pages that begin"
          + " below an id; those in hand are QUEUED",
      "Keep OutboundState.of beside the recipients, in the same transaction; ORDER BY message id"
          + " DESC"),
  /** Leasing. */
  OUT_13(
      "lease takes messages that are due, the earliest first, over all mailboxes, counts attempts"
          + " and changes nothing else",
      "Use due_at <= now, ORDER BY due_at with the limit; set the next due time, the hand and"
          + " attempts + 1"),
  /** Leases that end. */
  OUT_14(
      "A message that waits is leased again when its lease has ended or its time has come; one that"
          + " nobody waits for never is",
      "Clear the due time when no recipient waits; else write the one of the settlement"),
  /** Racing leases. */
  OUT_15(
      "Threads that lease at once get each message once",
      "Update the row only while it still is as it was read, or skip rows that are locked"),
  /** Settling. */
  OUT_16(
      "settle keeps state, reply and time of each recipient that a result names, leaves the others,"
          + " and lets go of the message",
      "Match recipients by EmailAddress.canonical(); write the due time of the settlement while"
          + " some wait; attempts stay"),
  /** Accepted for good. */
  OUT_17(
      "A recipient that does not wait any more keeps its state, whatever is reported later",
      "Change recipients that are WAITING, and no others, in the statement that writes"),
  /** Fencing. */
  OUT_18(
      "Whoever lost the lease of a message settles nothing",
      "Compare the number of attempts in the statement that writes"),
  /** Many settlements. */
  OUT_19(
      "settle takes 500 settlements of many mailboxes, and answers those that were settled in their"
          + " order; what is gone or foreign is left out",
      "Put mailbox id and message id into the predicate; put the answers into the order of the"
          + " settlements"),
  /** Changes. */
  OUT_20(
      "A settlement that changes the state of a recipient is a CHANGED change that waits; a lease,"
          + " and a settlement that puts off, is none",
      "Add the change in the transaction that settles, at the time given, without an operator"),
  /** Replies. */
  OUT_21(
      "A reply of any characters keeps no settlement from being stored",
      "Replace what the database cannot take, NUL and halves of characters, before it is written"),
  /** Calling back. */
  OUT_22(
      "cancel calls back recipients that wait, unless the message is in hand, as a change of its"
          + " operator",
      "Check the hand, not the time of its end, under the lock of the row; clear the due time; add"
          + " the change in the same transaction"),
  /** Trying again. */
  OUT_23(
      "retry lets recipients wait anew that failed, bounced or were cancelled, due at once and as if"
          + " just sent, as a change of its operator",
      "Write queued and due time and leave the attempts, which fence; leave recipients that were"
          + " sent to"),
  /** Races of calling back. */
  OUT_24(
      "Of a lease and a cancel that meet, one has the message",
      "Let each of both write only while the row still is as it was read"),
  /** Bounces. */
  OUT_25(
      "bounced turns recipients that were sent to into BOUNCED, counts them, and is a change; the"
          + " second time it is nothing",
      "Change recipients that are SENT, and no others; leave due time, hand and attempts"),
  /** Erasing. */
  OUT_26(
      "What the outbox keeps goes with the sent copy and with the mailbox, queued or in hand",
      "Delete it with the message, in the same transaction"),
  /** Notifications. */
  OUT_27(
      "A notification is claimed once for sender, recipient and day, also by threads at once, until"
          + " it is given back",
      "Put a unique constraint on both canonical addresses and the day; let the insert decide"),
  /** Old claims. */
  OUT_28(
      "pruneNotices forgets claims of days before one, at most as many as it may, and tells how many",
      "Compare days with <; return the number of rows removed"),
  /** Everything at once. */
  OUT_29(
      "While threads send, lease, settle and catch up at once, each message is sent and placed once",
      "Let a lost race be repeated inside the store; let no settlement wait for a place"),
  /** Enqueueing again. */
  OUT_30(
      "A message that is enqueued again, also by racing threads, is sent once, whatever its draft is by then",
      "Look for the key before the draft, in one transaction, and answer ENQUEUED when it is known"),

  /** Round trip of a draft. */
  DRF_01(
      "A draft is read back as it was created, without files",
      "Keep every component of Draft, absent values as absent, the identity as it was written"),
  /** No mailbox. */
  DRF_02(
      "Without a mailbox there is no draft: every method answers so",
      "Look the mailbox up, or let a foreign key decide, and answer false"),
  /** Update by version. */
  DRF_03(
      "An update with the next version replaces what was typed, and leaves the files",
      "Write texts, identity, operator, time and version; ignore the files of the argument"),
  /** Lost updates. */
  DRF_04(
      "An update that is not based on the stored version answers false and changes nothing",
      "Compare the stored version with the new one minus one, in the statement that writes"),
  /** Racing updates. */
  DRF_05(
      "Of many threads that update one version of a draft, exactly one succeeds",
      "Let one UPDATE ... WHERE version = ? decide, and look at the number of rows"),
  /** Lists. */
  DRF_06(
      "Drafts are listed by id, descending, with their files, in pages that begin after an id",
      "Use ORDER BY draft id DESC, compared as unsigned numbers; apply the limit to drafts, not to"
          + " rows of files"),
  /** Deleting. */
  DRF_07(
      "A deleted draft is gone with its files, and no other; deleting it again answers false",
      "Delete by mailbox id and draft id in all tables, in one transaction"),
  /** Unusual values. */
  DRF_08(
      "Values that the API types allow are kept: the longest texts, any script, emoji, wildcards of"
          + " SQL",
      "Use columns without a limit and bind every value"),
  /** Not messages. */
  DRF_09(
      "Drafts are no messages: neither listed, nor pending, nor counted",
      "Keep them in tables of their own"),
  /** Numbers of files. */
  DRF_10(
      "attach gives a file a number that the draft never gave; attach and detach leave its version",
      "Keep the highest number with the draft; do not take that of the argument"),
  /** Many files. */
  DRF_11(
      "A draft takes 100 files and no more, until one is removed",
      "Count its files under the lock of the draft"),
  /** Bytes of files. */
  DRF_12(
      "Bytes of a file come out as they went in, in any range, with the size of the whole file",
      "Keep them in chunks as those of messages; copy arrays"),
  /** Content that fails. */
  DRF_13(
      "If the content fails or has another size than it claims, attach throws as append does and"
          + " attaches nothing",
      "Write the file and its chunks in one transaction; roll back on Throwable"),
  /** Racing files. */
  DRF_14(
      "Threads that attach at once each get a number of their own, and together no more than fit",
      "Lock the row of the draft before the number is given"),
  /** Reads that meet a removal. */
  DRF_15(
      "A read of a file that meets its removal answers the right bytes or empty",
      "Read size and bytes in one statement"),
  /** Erasing. */
  DRF_16(
      "Drafts and their files go with their mailbox, also those that race with its erasure",
      "Delete them by mailbox id; hold the row of the mailbox while a draft is made"),
  /** Isolation. */
  DRF_17(
      "Every method that takes a mailbox and a draft answers for a foreign draft as for one that"
          + " does not exist, and does nothing to it",
      "Put the mailbox id into every predicate"),

  /** Round trip of a record. */
  LOG_01(
      "A record of the delivery log is read back as it was recorded, its addresses with the"
          + " case they were written in",
      "Keep every component of DeliveryRecord, absent as absent; keep addresses as written"
          + " beside the key they are found by"),
  /** Lists of records. */
  LOG_02(
      "Records are listed by id, descending, at most as many as asked for",
      "Use ORDER BY record id DESC, compared as unsigned numbers, in every list"),
  /** Ranges. */
  LOG_03(
      "A list holds the records from the first id of its range, inclusive, to the last,"
          + " exclusive",
      "Compare with >= and <, in every list"),
  /** By recipient. */
  LOG_04(
      "listByRecipient answers the records of an address, whatever its case, and of no look-alike",
      "Compare EmailAddress.canonical() byte by byte"),
  /** By sender. */
  LOG_05(
      "listBySender answers the records of an address, whatever its case, and of no look-alike;"
          + " the null reverse path is a sender of its own",
      "Compare EmailAddress.canonical() byte by byte, and an empty key for the null reverse"
          + " path"),
  /** By mailbox. */
  LOG_06(
      "listByMailbox answers the records of that mailbox only, and none for an unknown one",
      "Put the mailbox id into the predicate"),
  /** Recording twice. */
  LOG_07(
      "A record whose id is there changes nothing, and the others of its batch are kept",
      "INSERT ... ON CONFLICT DO NOTHING, row by row where one that is there fails all"),
  /** Large batches. */
  LOG_08("record takes 500 records at once", "Split them into statements, in one transaction"),
  /** Records of no mailbox. */
  LOG_09(
      "A record of a mailbox that does not exist is left out; the others of its batch are kept",
      "Look the mailboxes of a batch up before inserting it"),
  /** Erasing. */
  LOG_10(
      "Erasing a mailbox erases its records before it returns, and no others",
      "Delete the records by mailbox id after the row of the mailbox"),
  /** Races with erasing. */
  LOG_11(
      "A record that races with the erasure of its mailbox is erased with it or left out",
      "Lock the mailbox rows for share until the records are committed"),
  /** Pruning by time. */
  LOG_12(
      "prune removes the records made before a time, of any mailbox or none, and no others",
      "Compare ids with DeliveryRecordId.bound(before), by <"),
  /** Pruning is bounded. */
  LOG_13(
      "prune removes the oldest records first, at most as many as it may, and tells how many",
      "Use ORDER BY record id with the limit; return the number of rows removed"),
  /** Racing batches. */
  LOG_14(
      "Threads that record at once lose no record and keep none twice",
      "Let the key decide; repeat a transaction that a deadlock ended");

  private final String promise;
  private final String remedy;

  StoreRule(String promise, String remedy) {
    this.promise = promise;
    this.remedy = remedy;
  }

  /**
   * The rule's number.
   *
   * @return for example {@code MSG-07}
   */
  public String id() {
    return name().replace('_', '-');
  }

  /**
   * What the rule says.
   *
   * @return one sentence, without a full stop
   */
  public String promise() {
    return promise;
  }

  /**
   * What to do about a store that breaks the rule.
   *
   * @return one sentence, without a full stop
   */
  public String remedy() {
    return remedy;
  }

  @Override
  public String toString() {
    return id();
  }
}
