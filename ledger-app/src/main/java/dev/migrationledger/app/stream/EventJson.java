package dev.migrationledger.app.stream;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.v1.CloudEventV1;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A CloudEvent whose data is JSON, in the JSON format of CloudEvents 1.0.2 ("structured mode"). */
public final class EventJson {
    public static final String MEDIA_TYPE = "application/cloudevents+json";

    private static final JsonMapper JSON = JsonMapper.shared();

    private EventJson() {}

    public static ObjectNode of(CloudEvent event) {
        var node = JSON.createObjectNode();
        node.put(CloudEventV1.SPECVERSION, event.getSpecVersion().toString());
        event.getAttributeNames().stream()
                .filter(name -> !name.equals(CloudEventV1.SPECVERSION) && event.getAttribute(name) != null)
                .sorted()
                .forEach(name -> node.put(name, String.valueOf(event.getAttribute(name))));
        event.getExtensionNames().stream().sorted().forEach(name -> node.put(name, String.valueOf(event.getExtension(name))));
        if (event.getData() != null) {
            node.set("data", JSON.readTree(new String(event.getData().toBytes(), StandardCharsets.UTF_8)));
        }
        return node;
    }
}
