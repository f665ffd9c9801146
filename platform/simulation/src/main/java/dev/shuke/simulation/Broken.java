package dev.shuke.simulation;

import dev.shuke.event.Envelope;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Ways to break a record, each with the reason for which it must be quarantined. */
enum Broken {
  TRUNCATED("broken_json") {
    @Override
    Envelope of(Envelope good) {
      return with(good, Arrays.copyOf(good.value(), good.value().length / 2));
    }
  },
  NOT_UTF8("bad_utf8") {
    @Override
    Envelope of(Envelope good) {
      byte[] value = good.value().clone();
      value[value.length / 2] = (byte) 0xFF;
      return with(good, value);
    }
  },
  EMPTY("empty") {
    @Override
    Envelope of(Envelope good) {
      return with(good, new byte[0]);
    }
  },
  UNKNOWN_TYPE("unknown_type") {
    @Override
    Envelope of(Envelope good) {
      Map<String, String> headers = new HashMap<>(good.headers());
      headers.put("ce_type", "dev.shuke.weather_event.v1");
      return new Envelope(good.topic(), good.key(), headers, good.value());
    }
  },
  TIME_AS_TEXT("wrong_type") {
    @Override
    Envelope of(Envelope good) {
      return replaced(good, "\"occurred_at\":(\\d+)", "\"occurred_at\":\"$1\"");
    }
  },
  NO_TIME("missing_field") {
    @Override
    Envelope of(Envelope good) {
      return replaced(good, "\"occurred_at\":\\d+,", "");
    }
  };

  private final String reason;

  Broken(String reason) {
    this.reason = reason;
  }

  /** The stable code under which quarantine lists it. */
  String reason() {
    return reason;
  }

  /** A broken copy, with the same topic and key. */
  abstract Envelope of(Envelope good);

  private static Envelope with(Envelope good, byte[] value) {
    return new Envelope(good.topic(), good.key(), good.headers(), value);
  }

  private static Envelope replaced(Envelope good, String pattern, String replacement) {
    String text = new String(good.value(), StandardCharsets.UTF_8);
    String broken = text.replaceFirst(pattern, replacement);
    return with(good, broken.getBytes(StandardCharsets.UTF_8));
  }
}
