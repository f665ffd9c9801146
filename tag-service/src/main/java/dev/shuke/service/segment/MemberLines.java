package dev.shuke.service.segment;

import dev.shuke.service.run.CustomerIds;
import dev.shuke.service.run.Provenance;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.roaringbitmap.PeekableIntIterator;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * The members of a segment, one JSON object a line in order of customer number, then a line that
 * tells how many they were; without it the list is incomplete. Written as it is read: no more than
 * a buffer of it is in memory.
 */
final class MemberLines implements StreamingResponseBody {

  private static final ObjectWriter WRITER = new JsonMapper().writer().withRootValueSeparator("\n");

  private final Segment segment;
  private final List<String> namespaces;
  private final CustomerIds ids;

  MemberLines(Segment segment, List<String> namespaces, CustomerIds ids) {
    this.segment = segment;
    this.namespaces = namespaces;
    this.ids = ids;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    try {
      write(out);
    } catch (JacksonIOException e) {
      // Most often the reader has gone, which is told apart by the cause.
      throw e.getCause();
    }
  }

  private void write(OutputStream out) {
    try (JsonGenerator json = WRITER.createGenerator(out)) {
      int count = 0;
      for (PeekableIntIterator each = segment.customers().getIntIterator(); each.hasNext(); ) {
        writeCustomer(json, each.next());
        count++;
      }
      writeEnd(json, count);
      json.writeRaw('\n');
    }
  }

  private void writeCustomer(JsonGenerator json, int customerNo) {
    json.writeStartObject();
    json.writeNumberProperty("customer_no", customerNo);
    json.writeObjectPropertyStart("ids");
    for (String namespace : namespaces) {
      json.writeArrayPropertyStart(namespace);
      ids.of(customerNo, namespace).forEach(json::writeString);
      json.writeEndArray();
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private void writeEnd(JsonGenerator json, int count) {
    Provenance provenance = segment.provenance();
    json.writeStartObject();
    json.writeBooleanProperty("end", true);
    json.writeNumberProperty("count", count);
    json.writeStringProperty("as_of", provenance.asOf().toString());
    json.writeNumberProperty("data_version", provenance.dataVersion());
    json.writeObjectPropertyStart("definition_versions");
    provenance.definitionVersions().forEach(json::writeNumberProperty);
    json.writeEndObject();
    json.writeBooleanProperty("simulated", provenance.simulated());
    json.writeEndObject();
  }
}
