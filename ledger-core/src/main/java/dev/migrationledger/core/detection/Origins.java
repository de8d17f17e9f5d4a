package dev.migrationledger.core.detection;

import dev.migrationledger.core.revision.RevisionGraph;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The references that may be used. A dump whose schema is that of another state than it claims is left out: it would
 * give a wrong name to every database made from it. A dump whose schema no state of the empty origin has is an origin
 * of its own.
 *
 * @param words what was found about the others
 */
record Origins(List<Model> models, List<String> words) {

    static Origins of(Collection<OriginReference> references, RevisionGraph graph) {
        var models = new ArrayList<Model>();
        var words = new ArrayList<String>();
        var all = references.stream().map(reference -> new Model(reference, graph)).toList();
        for (var model : all) {
            if (model.reference.start().isEmpty() || isSound(model, all, words)) {
                models.add(model);
                model.alone().ifPresent(models::add);
            }
        }
        for (var reference : references) {
            reference.unrun().forEach(unrun -> words.add("revision " + unrun.revision()
                    + " could not be run in scratch from " + reference.origin() + ": " + unrun.reason()));
        }
        return new Origins(models, words);
    }

    private static boolean isSound(Model dump, List<Model> all, List<String> words) {
        for (var model : all) {
            if (!model.reference.start().isEmpty()) {
                continue;
            }
            var found = ExactStates.find(model, dump.reference.startSnapshot());
            var claimed = model.members(dump.reference.start());
            if (found.isEmpty() || claimed.isEmpty()) {
                continue;
            }
            var expected = model.snapshot(model.settled(claimed.get()));
            if (!Composition.sameHard(expected, dump.reference.startSnapshot())) {
                var really = Narrowing.with(
                        found.get().base(),
                        found.get().choices().stream()
                                .map(choice -> choice.options().getFirst())
                                .reduce(new java.util.BitSet(), Narrowing::with));
                words.add("snapshot " + dump.reference.origin() + " claims to be " + dump.reference.start()
                        + " but its schema is that of " + model.state(really) + ": it is not used");
                return false;
            }
        }
        return true;
    }
}
