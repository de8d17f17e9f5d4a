package dev.migrationledger.app.cli.verb;

import dev.migrationledger.app.bench.Figure;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** {@code bench} as one JSON document. */
final class BenchJson {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private BenchJson() {}

    static String text(Map<String, List<Figure>> figures, int runs) {
        var document = MAPPER.createObjectNode();
        document.put("ledger", "1").put("command", "bench").put("runs", runs);
        var all = document.putArray("figures");
        figures.forEach((name, taken) -> taken.forEach(figure -> {
            var one = all.addObject();
            one.put("name", name).put("what", figure.what()).put("value", figure.value()).put("unit", figure.unit());
            figure.jdbc().ifPresent(jdbc -> one.put("jdbc", jdbc));
            figure.ratio().ifPresent(ratio -> one.put("ratio", ratio));
        }));
        return MAPPER.writeValueAsString(document) + "\n";
    }
}
