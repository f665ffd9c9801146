package dev.shuke.event;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The closed set of event types; each has a topic, a CloudEvents type, a contract and a table.
 *
 * <p>What shares a table shares a contract, with a field {@code kind}: footfall is told among the
 * visits, consents and referrals among the touches. So whatever follows from the contract needs no
 * special case.
 */
public enum EventType {
  ORDER("orders", OrderEvent.class),
  CONTACT("contacts", ContactEvent.class),
  GROUP("groups", GroupEvent.class),
  CHAT("chats", ChatEvent.class),
  RECORD("records", RecordEvent.class),
  VISIT("visits", VisitEvent.class),
  TOUCH("touches", TouchEvent.class);

  private static final Map<String, EventType> BY_CE_TYPE =
      Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(EventType::ceType, e -> e));

  private final String source;
  private final String ceType;
  private final Contract<?> contract;

  <E extends Record & Event> EventType(String source, Class<E> type) {
    this.source = source;
    this.ceType = "dev.shuke." + name().toLowerCase(Locale.ROOT) + "_event.v1";
    this.contract = Contract.of(type);
  }

  /** The name of its topic behind the brand's prefix, and of its table in {@code events}. */
  public String source() {
    return source;
  }

  public Contract<?> contract() {
    return contract;
  }

  /** CloudEvents {@code type}, such as {@code dev.shuke.order_event.v1}. */
  public String ceType() {
    return ceType;
  }

  /** CloudEvents {@code dataschema}: the {@code $id} of the stored schema. */
  public String dataSchema() {
    return "urn:shuke:schema:" + ceType();
  }

  public static Optional<EventType> ofCeType(String ceType) {
    return Optional.ofNullable(BY_CE_TYPE.get(ceType));
  }

  public static EventType of(Event event) {
    return Arrays.stream(values())
        .filter(type -> type.contract.type() == event.getClass())
        .findFirst()
        .orElseThrow();
  }
}
