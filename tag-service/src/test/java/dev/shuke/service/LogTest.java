package dev.shuke.service;

import static dev.shuke.service.SharedService.NOODLES;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LogTest {

  private static final String ID = "secret-4711";
  private static final String KEY = "secret-key-0815";

  private final TestService service = SharedService.get();

  @Test
  void holdsNoIdAndNoKey() throws Exception {
    Lines lines = new Lines();
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    lines.start();
    root.addAppender(lines);
    try {
      service.get(NOODLES, "/v1/customers/member:" + ID + "/tags");
      service.get(NOODLES, "/v1/customers/" + ID + "/nothing");
      service.get(NOODLES, "/v1/customers/" + ID + "/tags");
      service.get(NOODLES, "/v1/stores/" + ID + "/conversion?from=2025-01&to=2025-02");
      service.post(NOODLES, "/v1/tags:batchGet", "{\"ids\":[\"" + ID + "\"]}");
      service.post(NOODLES, "/v1/tags:batchGet", "{\"ids\":[\"" + ID + "\"");
      service.send(service.request("/v1/tags").header("X-API-Key", KEY).GET());
      service.send(service.request("/v1/tags").header("Authorization", "Bearer " + KEY).GET());
    } finally {
      root.detachAppender(lines);
    }

    assertThat(lines.texts).isNotEmpty().noneMatch(text -> text.contains("secret-"));
  }

  private static final class Lines extends AppenderBase<ILoggingEvent> {
    private final List<String> texts = new CopyOnWriteArrayList<>();

    @Override
    protected void append(ILoggingEvent event) {
      texts.add(
          event.getFormattedMessage()
              + (event.getThrowableProxy() == null
                  ? ""
                  : ThrowableProxyUtil.asString(event.getThrowableProxy())));
    }
  }
}
