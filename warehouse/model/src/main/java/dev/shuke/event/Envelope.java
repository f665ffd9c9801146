package dev.shuke.event;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An event as a Kafka record: CloudEvents 1.0 in binary mode, the data as JSON value, the
 * attributes as {@code ce_} headers. No personal data stands in a header.
 *
 * @param key what orders records within a partition: all facts of an order, a contact, a group … go
 *     to one
 */
public record Envelope(String topic, String key, Map<String, String> headers, byte[] value) {

  public Envelope {
    headers = Map.copyOf(headers);
  }

  /**
   * @param topicPrefix the brand
   * @param source CloudEvents source, such as {@code /pos/complete_journey}
   */
  public static Envelope of(String topicPrefix, String source, Event event) {
    EventType type = EventType.of(event);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("ce_specversion", "1.0");
    headers.put("ce_id", EventJson.eventId(type, event));
    headers.put("ce_source", source);
    headers.put("ce_type", type.ceType());
    headers.put("ce_time", Instant.ofEpochMilli(event.occurredAt().toEpochMilli()).toString());
    headers.put("ce_dataschema", type.dataSchema());
    headers.put("content-type", "application/json");
    return new Envelope(
        topicPrefix + "." + type.source(), keyOf(event), headers, EventJson.write(event));
  }

  private static String keyOf(Event event) {
    if (event instanceof OrderEvent order) {
      return order.orderNo();
    } else if (event instanceof ContactEvent contact) {
      return contact.externalUserid();
    } else if (event instanceof GroupEvent group) {
      return group.chatId();
    } else if (event instanceof ChatEvent chat) {
      return chat.chatId() == null ? String.valueOf(chat.externalUserid()) : chat.chatId();
    } else if (event instanceof VisitEvent visit) {
      return visit.storeId();
    } else if (event instanceof TouchEvent touch) {
      return touch.subject();
    }
    return ((RecordEvent) event).key();
  }
}
