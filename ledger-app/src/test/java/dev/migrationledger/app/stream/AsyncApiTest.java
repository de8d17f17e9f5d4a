package dev.migrationledger.app.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.migrationledger.app.Golden;
import dev.migrationledger.app.eventstore.EventCodec;
import dev.migrationledger.app.eventstore.EventNames;
import dev.migrationledger.app.eventstore.EventSchemas;
import dev.migrationledger.app.eventstore.StoredEvent;
import dev.migrationledger.app.projection.DatabaseRow;
import dev.migrationledger.core.history.DatabaseDecider;
import dev.migrationledger.core.history.DatabaseEvent;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The committed document is what the code says, and hangs together. Whether it keeps to the AsyncAPI 3.0 specification as
 * a whole is for `npx @asyncapi/cli validate docs/events/asyncapi.yaml`, which needs Node.
 */
class AsyncApiTest {
    private static final Path FILE = EventSchemas.FOLDER.resolve("asyncapi.yaml");
    private static final Envelope ENVELOPE = new Envelope(URI.create("/test"), new EventCodec());

    private final JsonNode document = JsonMapper.shared().valueToTree(AsyncApi.document());

    @Test
    void theCommittedDocumentIsTheGeneratedOne() {
        Golden.check(FILE, AsyncApi.text());
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        var references = new ArrayList<String>();
        collect(document, references);
        assertThat(references).hasSizeGreaterThan(EventNames.all().size()).allSatisfy(reference -> assertThat(
                        reference.startsWith("#")
                                ? !document.at(reference.substring(1)).isMissingNode()
                                : Files.exists(EventSchemas.FOLDER.resolve(reference)))
                .as(reference)
                .isTrue());
    }

    private static void collect(JsonNode node, List<String> references) {
        if (node.has("$ref")) {
            references.add(node.get("$ref").asString());
        }
        node.forEach(child -> collect(child, references));
    }

    @Test
    void everyEventIsAMessageOfTheChannelOfEventsAndEveryMessageHasAChannel() {
        assertThat(document.at("/channels/events/messages").propertyNames()).containsExactlyInAnyOrderElementsOf(EventNames.all());
        var told = new HashSet<String>();
        document.get("channels").forEach(channel -> told.addAll(channel.get("messages").propertyNames()));
        assertThat(document.at("/components/messages").propertyNames()).containsExactlyInAnyOrderElementsOf(told);
        document.get("operations").forEach(operation -> assertThat(operation.get("action").asString()).isEqualTo("send"));
    }

    @Test
    void theHeadersAreTheAttributesThatAreSent() {
        var stored = new StoredEvent(
                7, UUID.randomUUID(), "database/shop", 0, "database.refused.v1", Instant.EPOCH,
                "{\"command\":\"up\",\"code\":\"LDG505\",\"message\":\"no\"}",
                "{\"actor\":\"ana\",\"reason\":\"why\",\"correlation\":\"r\",\"command\":\"c\",\"rollout\":\"2026-03-01-1a2b\"}");
        var sent = ENVELOPE.of(stored);
        var names = new HashSet<>(sent.getAttributeNames());
        names.addAll(sent.getExtensionNames());
        names.remove("datacontenttype");
        var described = new HashSet<>(AsyncApi.ALWAYS);
        described.addAll(AsyncApi.SOMETIMES.keySet());
        assertThat(names).containsExactlyInAnyOrderElementsOf(described);
        for (var message : List.of(ENVELOPE.state(state()), ENVELOPE.checkpoint("o", 1, Instant.EPOCH, "note"), ENVELOPE.unpublishable(stored, "large"))) {
            var own = new HashSet<>(message.getAttributeNames());
            own.addAll(message.getExtensionNames());
            assertThat(own).containsAll(AsyncApi.ALWAYS);
            own.remove("datacontenttype");
            assertThat(described).containsAll(own);
        }
    }

    @Test
    void theStateIsAsItsSchemaSays() {
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(JsonMapper.shared().valueToTree(AsyncApi.state()));
        var node = state().node();
        assertThat(schema.validate(node)).isEmpty();
        var properties = document.at("/components/schemas/state/properties").propertyNames();
        assertThat(properties).containsAll(node.propertyNames());
        node.remove("claimed");
        assertThat(schema.validate(node)).isNotEmpty();
    }

    private static StateMessage state() {
        var known = DatabaseDecider.fold(List.of(
                new DatabaseEvent.Registered("shop", "prod", "postgresql", "shop@db1", Map.of("region", "eu")),
                new DatabaseEvent.OutcomeUnknown("1", "b", 2, "connection lost")));
        return new StateMessage(new DatabaseRow("shop", known, Optional.of(Instant.EPOCH), Instant.EPOCH, 7));
    }
}
