package dev.migrationledger.app.stream;

import io.cloudevents.CloudEvent;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** CloudEvents in the JSON event format (CloudEvents 1.0.2), their JSON data as it is stored. */
public final class EventJson {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private EventJson() {}

    /** A batch. */
    public static String of(List<CloudEvent> events) {
        return events.stream().map(EventJson::of).collect(Collectors.joining(",\n", "[", "]\n"));
    }

    public static String of(CloudEvent event) {
        var text = new StringWriter();
        try (var json = MAPPER.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringProperty("specversion", event.getSpecVersion().toString());
            event.getAttributeNames().stream()
                    .filter(name -> !name.equals("specversion"))
                    .sorted()
                    .forEach(name -> write(json, name, event.getAttribute(name)));
            event.getExtensionNames().stream().sorted().forEach(name -> write(json, name, event.getExtension(name)));
            if (event.getData() != null) {
                json.writeName("data");
                var data = new String(event.getData().toBytes(), StandardCharsets.UTF_8);
                MAPPER.readTree(data);
                json.writeRawValue(data);
            }
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, String name, Object value) {
        if (value != null) {
            json.writeStringProperty(
                    name,
                    value instanceof OffsetDateTime time
                            ? DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time)
                            : value.toString());
        }
    }
}
