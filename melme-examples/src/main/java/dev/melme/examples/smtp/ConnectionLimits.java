package dev.melme.examples.smtp;

import dev.melme.api.routing.SmtpReply;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Counts connections, in total and per client. Safe for use by many threads. */
final class ConnectionLimits {

  private static final int NETWORK_BYTES = 8;

  private final int max;
  private final int maxPerClient;
  private final Map<InetAddress, Integer> perClient = new HashMap<>();
  private int total;

  ConnectionLimits(int max, int maxPerClient) {
    this.max = max;
    this.maxPerClient = maxPerClient;
  }

  /** Counts a connection in, unless there are too many: then answers how to turn it away. */
  synchronized Optional<SmtpReply> enter(InetAddress address) {
    InetAddress client = client(address);
    if (total >= max) {
      return Optional.of(Replies.TOO_MANY_CONNECTIONS);
    }
    if (perClient.getOrDefault(client, 0) >= maxPerClient) {
      return Optional.of(Replies.TOO_MANY_OF_CLIENT);
    }
    total++;
    perClient.merge(client, 1, Integer::sum);
    return Optional.empty();
  }

  /** Counts a connection out that was counted in. */
  synchronized void leave(InetAddress address) {
    total--;
    perClient.computeIfPresent(client(address), (client, count) -> count == 1 ? null : count - 1);
  }

  /** A host of IPv6 chooses among 2^64 addresses of its network: they count as one. */
  private static InetAddress client(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return address;
    }
    byte[] network = address.getAddress();
    Arrays.fill(network, NETWORK_BYTES, network.length, (byte) 0);
    try {
      return InetAddress.getByAddress(network);
    } catch (UnknownHostException impossible) {
      return address; // 16 octets are always an address
    }
  }
}
