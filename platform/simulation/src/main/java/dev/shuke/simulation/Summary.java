package dev.shuke.simulation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;

/** What was told, to compare with what arrives. */
final class Summary {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final long[] counts = new long[Counted.values().length];
  private final Map<String, Topic> topics = new TreeMap<>();
  private final Map<String, Long> brokenReasons = new TreeMap<>();

  /**
   * Records of a topic. Those sent are the sum of all; those to be quarantined are {@code
   * conflicts} and {@code broken}.
   */
  static final class Topic {
    private long events;
    private long duplicates;
    private long conflicts;
    private long broken;

    long sent() {
      return events + duplicates + conflicts + broken;
    }

    long events() {
      return events;
    }

    long duplicates() {
      return duplicates;
    }

    long conflicts() {
      return conflicts;
    }

    long broken() {
      return broken;
    }
  }

  void add(Counted counted, long amount) {
    counts[counted.ordinal()] += amount;
  }

  void event(String topic) {
    topic(topic).events++;
  }

  void duplicate(String topic) {
    topic(topic).duplicates++;
  }

  void conflict(String topic) {
    topic(topic).conflicts++;
  }

  void broken(String topic, Broken broken) {
    topic(topic).broken++;
    brokenReasons.merge(broken.reason(), 1L, Long::sum);
  }

  private Topic topic(String name) {
    return topics.computeIfAbsent(name, unused -> new Topic());
  }

  long count(Counted counted) {
    return counts[counted.ordinal()];
  }

  Map<String, Topic> topics() {
    return Map.copyOf(topics);
  }

  Map<String, Long> brokenReasons() {
    return Map.copyOf(brokenReasons);
  }

  /** All records sent. */
  long sent() {
    return topics.values().stream().mapToLong(Topic::sent).sum();
  }

  void print(PrintWriter out) {
    topics.forEach(
        (name, topic) ->
            out.printf(
                "%s sent=%d events=%d duplicates=%d conflicts=%d broken=%d%n",
                name, topic.sent(), topic.events, topic.duplicates, topic.conflicts, topic.broken));
    for (Counted counted : Counted.values()) {
      out.println(counted.key() + "=" + count(counted));
    }
  }

  /** The same as JSON; keys never change their meaning. */
  ObjectNode json() {
    ObjectNode root = JSON.createObjectNode();
    root.put("simulated", true);
    ObjectNode byTopic = root.putObject("topics");
    topics.forEach(
        (name, topic) ->
            byTopic
                .putObject(name)
                .put("sent", topic.sent())
                .put("events", topic.events)
                .put("duplicates", topic.duplicates)
                .put("conflicts", topic.conflicts)
                .put("broken", topic.broken));
    ObjectNode byReason = root.putObject("broken_reasons");
    brokenReasons.forEach(byReason::put);
    ObjectNode byName = root.putObject("counts");
    for (Counted counted : Counted.values()) {
      byName.put(counted.key(), count(counted));
    }
    return root;
  }
}
