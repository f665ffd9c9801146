package dev.shuke.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The stored schemas, judged by a validator that knows nothing of the contracts. */
class ContractSchemaTest {

  private static final Path STORED =
      Path.of("src", "main", "resources", "dev", "shuke", "event", "schema");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonSchemaFactory VALIDATORS =
      JsonSchemaFactory.getInstance(VersionFlag.V202012);

  /** What every field is replaced by in turn; each is wrong for most. */
  private static final List<String> OTHERS =
      List.of(
          "null",
          "1",
          "1.5",
          "3000000000",
          "1000000000000000000000000000000",
          "\"x\"",
          "true",
          "{}",
          "[]",
          "[1]");

  /** Reasons that one field shows by itself or by the word of another; the schema knows them. */
  private static final Set<String> OF_THE_SCHEMA =
      Set.of("missing_field", "wrong_type", "unknown_value");

  @ParameterizedTest
  @EnumSource(EventType.class)
  void storedSchemaFollowsFromTheContract(EventType type) throws IOException {
    Path stored = STORED.resolve(type.source() + ".schema.json");
    if (Boolean.getBoolean("shuke.write-schemas")) {
      Files.createDirectories(STORED);
      Files.writeString(stored, ContractSchema.of(type));
    }
    assertThat(stored)
        .as(
            "The contract of %s has changed. Write its schema anew: mvn -pl warehouse/model test"
                + " -Dtest=ContractSchemaTest#storedSchemaFollowsFromTheContract"
                + " -Dshuke.write-schemas=true",
            type)
        .hasContent(ContractSchema.of(type));
  }

  @ParameterizedTest
  @EnumSource(EventType.class)
  void storedSchemaKeepsItsDialect(EventType type) throws IOException {
    JsonNode schema = stored(type);
    JsonSchema dialect = VALIDATORS.getSchema(SchemaLocation.of(schema.get("$schema").textValue()));
    assertThat(dialect.validate(schema)).isEmpty();
    assertThat(schema.get("properties"))
        .allSatisfy(
            field -> assertThat(field.get("x-privacy-class").textValue()).matches("C[0-3]"));
  }

  @ParameterizedTest
  @MethodSource("dev.shuke.event.Samples#ofEachKind")
  void schemaAndReaderAgreeOnEveryField(Event event) throws IOException {
    EventType type = EventType.of(event);
    JsonSchema schema = schema(type);
    ObjectNode told = (ObjectNode) JSON.readTree(EventJson.write(event));
    assertThat(schema.validate(told)).isEmpty();
    told.put("field_of_tomorrow", 1);
    eachChange(told, told, changed -> agree(type, schema, changed));
  }

  /** Takes each field away and replaces it, inside objects and first elements too. */
  private static void eachChange(JsonNode inside, ObjectNode whole, Consumer<ObjectNode> check)
      throws IOException {
    if (inside instanceof ArrayNode list && !list.isEmpty()) {
      eachChange(list.get(0), whole, check);
    } else if (inside instanceof ObjectNode object) {
      for (String name : object.properties().stream().map(Map.Entry::getKey).toList()) {
        JsonNode before = object.remove(name);
        check.accept(whole);
        for (String other : OTHERS) {
          object.set(name, JSON.readTree(other));
          check.accept(whole);
        }
        object.set(name, before);
        eachChange(before, whole, check);
      }
    }
  }

  private static void agree(EventType type, JsonSchema schema, ObjectNode json) {
    try {
      Reading reading = EventJson.read(type, JSON.writeValueAsBytes(json));
      if (reading instanceof Reading.Accepted) {
        assertThat(schema.validate(json)).as(json.toString()).isEmpty();
      } else if (OF_THE_SCHEMA.contains(((Reading.Refused) reading).reason())) {
        assertThat(schema.validate(json)).as("%s %s", json, reading).isNotEmpty();
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static JsonSchema schema(EventType type) throws IOException {
    // Dates are a format, which this draft only checks when asked.
    SchemaValidatorsConfig config =
        SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    return VALIDATORS.getSchema(stored(type), config);
  }

  private static JsonNode stored(EventType type) throws IOException {
    String resource = "schema/" + type.source() + ".schema.json";
    try (InputStream in = ContractSchema.class.getResourceAsStream(resource)) {
      return JSON.readTree(in);
    }
  }
}
