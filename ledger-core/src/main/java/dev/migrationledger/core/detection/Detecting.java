package dev.migrationledger.core.detection;

import dev.migrationledger.core.catalog.Catalog;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.schema.Difference;
import dev.migrationledger.core.schema.ObjectKind;
import dev.migrationledger.core.schema.SchemaSnapshot;
import dev.migrationledger.core.schema.Tier;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Answers "which revision is this database really at?". Pure: what only the world can tell is asked for, and the same
 * detection is started again with the answers; it asks at most a handful of times, and only where states are left that
 * nothing else tells apart. The trackers' claim has no part in the verdict.
 */
public final class Detecting {
    private static final int NEAREST_NAMED = 3;

    private final Catalog catalog;
    private final Live read;
    private final SchemaSnapshot live;
    private final Origins origins;
    private final Inquiry inquiry;
    private final DataEvidence data;
    private final List<String> notes = new ArrayList<>();

    private Detecting(Catalog catalog, List<OriginReference> references, Live read, Known known) {
        this.catalog = catalog;
        this.read = read;
        var names = SchemaNames.between(read.snapshot(), references);
        this.live = names.map(n -> n.toReference(read.snapshot(), references)).orElse(read.snapshot());
        this.origins = Origins.of(references, catalog.graph());
        this.inquiry = new Inquiry(known);
        this.data = new DataEvidence(inquiry, catalog.probes(), live, names);
        names.ifPresent(n ->
                notes.add("schema " + n.live() + " compared as " + n.reference() + ", where the catalog has its objects"));
        notes.addAll(origins.words());
    }

    /**
     * @param references one for each origin that could be made, the empty one first
     * @param known      the answers to every question asked before; {@link Known#NOTHING} to begin with
     */
    public static Next next(Catalog catalog, List<OriginReference> references, Live live, Known known) {
        return new Detecting(catalog, references, live, known).next();
    }

    private Next next() {
        if (live.isEmpty()) {
            var claimed = Claims.judge(read.trackers(), catalog.graph(), List.of(State.EMPTY), provenEmpty()).claimed();
            if (!claimed.isEmpty() && origins.models().stream().anyMatch(model -> leavesNothing(model, claimed))) {
                return answer(Verdict.EQUIVALENT, State.EMPTY, List.of(State.EMPTY, claimed), true, Optional.empty(),
                        List.of("the schema holds no objects, and at " + claimed + " it holds none either"));
            }
            return answer(Verdict.EMPTY, State.EMPTY, List.of(), true, Optional.empty(), List.of("the schema holds no objects"));
        }
        var narrowed = origins.models().stream()
                .flatMap(model -> Explanation.of(model, live, live, data, inquiry).stream())
                .toList();
        if (!inquiry.open().isEmpty()) {
            return new Next.Ask(inquiry.open());
        }
        var explanations = narrowed.stream().flatMap(this::confirmed).toList();
        if (!inquiry.open().isEmpty()) {
            return new Next.Ask(inquiry.open());
        }
        return explanations.isEmpty() ? near() : exact(explanations);
    }

    /** Whether everything that a state's revisions made is gone again, so that an empty schema does not contradict it. */
    private boolean leavesNothing(Model model, State claimed) {
        if (!claimed.heads().stream().allMatch(id -> catalog.graph().find(id).isPresent())) {
            return false;
        }
        var claims = catalog.graph().members(claimed);
        if (!model.reference.start().isEmpty() || !model.ids.containsAll(claims)) {
            return false;
        }
        var members = new BitSet();
        claims.forEach(id -> members.set(model.ids.indexOf(id)));
        return model.seen(members).orElseGet(() -> model.snapshot(members)).isEmpty();
    }

    /** Where lesser evidence chose states that turn out not to have this schema, it misled: then without it. */
    private Stream<Explanation> confirmed(Explanation narrowed) {
        return narrowed.confirmed(live, inquiry)
                .or(() -> Explanation.all(narrowed.model(), live).flatMap(all -> all.confirmed(live, inquiry)))
                .stream();
    }

    private Next exact(List<Explanation> explanations) {
        var states = new LinkedHashMap<State, Found>();
        explanations.forEach(e -> e.states().forEach((state, members) ->
                states.putIfAbsent(state, new Found(e.model(), members, expected(e.model(), members)))));
        var ordered = states.keySet().stream()
                .sorted(Comparator.comparingInt(state -> catalog.graph().members(state).size()))
                .toList();
        var first = Objects.requireNonNull(states.get(ordered.getFirst()));
        var evidence = new ArrayList<String>();
        explanations.forEach(e -> evidence.addAll(e.evidence()));
        boolean more = explanations.stream().anyMatch(Explanation::more);
        if (ordered.size() == 1 && !more) {
            evidence.addAll(Evidence.of(first.model(), first.members(), live));
            return answer(Verdict.EXACT, ordered.getFirst(), List.of(), true, Optional.of(first), evidence);
        }
        evidence.addFirst(ordered.size()
                + (more ? " and more" : "")
                + " states have this schema, and nothing tells them apart: "
                + ordered.stream().limit(5).map(State::toString).collect(Collectors.joining(" | "))
                + (ordered.size() > 5 ? " | .." : ""));
        evidence.addAll(Evidence.of(first.model(), first.members(), live));
        return answer(Verdict.EQUIVALENT, ordered.getFirst(), ordered, !more, Optional.of(first), evidence);
    }

    /** A state with what it should look like. */
    private record Found(Model model, BitSet members, SchemaSnapshot expected) {}

    private SchemaSnapshot expected(Model model, BitSet members) {
        return model.seen(members)
                .or(() -> inquiry.built(new Question.Build(model.reference.origin(), model.state(members)))
                        .flatMap(built -> built))
                .orElseGet(() -> model.snapshot(members));
    }

    /** @param others further near states of the same origin, nearest first */
    private record Near(Model model, BitSet members, double distance, List<Nearest.Candidate> others) {}

    /** By what each state really looks like: what is composed may be off where branches touch the same objects. */
    private Optional<Near> nearest() {
        var near = new ArrayList<Near>();
        for (var model : origins.models()) {
            var found = Nearest.find(model, live);
            var onPath = found.onPath().getFirst();
            near.add(new Near(model, onPath.members(), distance(model, onPath.members()), found.onPath()));
            near.add(new Near(model, found.members(), distance(model, found.members()), found.onPath()));
        }
        return near.stream().min(Comparator.comparingDouble(Near::distance));
    }

    private double distance(Model model, BitSet members) {
        return Weights.distance(expected(model, members), live);
    }

    private Next near() {
        var found = nearest();
        if (!inquiry.open().isEmpty()) {
            return new Next.Ask(inquiry.open());
        }
        if (found.isEmpty()) {
            return answer(Verdict.UNKNOWN, State.EMPTY, List.of(), false, Optional.empty(),
                    List.of("there is no reference to compare with"));
        }
        var nearest = found.get();
        var model = nearest.model();
        var half = HalfApplied.find(model, live, nearest.members());
        if (half.isPresent()) {
            var next = partial(model, half.get());
            if (next.isPresent()) {
                return next.get();
            }
        }
        var start = half.filter(h -> !h.needsProof()).map(HalfApplied::upper).map(model::settled).orElse(nearest.members());
        var looks = expected(model, start);
        var composed = Explanation.of(model, model.snapshot(start), live, data, inquiry)
                .filter(_ -> inquiry.open().isEmpty());
        var really = composed.flatMap(c -> c.confirmed(live, inquiry));
        var alike = composed.flatMap(c -> c.confirmed(looks, inquiry));
        var members = alike.map(a -> a.states().values().iterator().next()).orElse(start);
        var expected = expected(model, members);
        if (!inquiry.open().isEmpty()) {
            return new Next.Ask(inquiry.open());
        }
        if (really.isPresent()) {
            return exact(List.of(really.get()));
        }
        var ties = alike.map(a -> List.copyOf(a.states().keySet())).orElse(List.of());
        return drifted(new Found(model, members, expected), ties, nearest);
    }

    private Next drifted(Found found, List<State> ties, Near nearest) {
        var model = found.model();
        var state = model.state(found.members());
        var overlap = Overlap.of(found.expected(), live);
        var share = Math.round(overlap.share() * 100) + "%";
        if (state.isEmpty() && isBare()) {
            return answer(Verdict.EMPTY, state, List.of(), true, Optional.of(found),
                    List.of("the schema holds no objects but schemas and extensions"));
        }
        if (overlap.isNear() && !state.isEmpty()) {
            var evidence = new ArrayList<>(Evidence.of(model, found.members(), live));
            evidence.add("nearest is " + state + ", " + share + " alike");
            if (ties.size() > 1) {
                evidence.add(ties.size() + " states have the same schema: "
                        + ties.stream().limit(5).map(State::toString).collect(Collectors.joining(" | ")));
            }
            return answer(Verdict.DRIFTED, state, ties.size() > 1 ? ties : List.of(), false, Optional.of(found), evidence);
        }
        var candidates = new ArrayList<State>(List.of(state));
        var evidence = new ArrayList<String>();
        evidence.add("too far from every state: nearest is " + state + ", " + share + " alike");
        nearest.others().stream().filter(o -> !model.state(o.members()).equals(state)).limit(NEAREST_NAMED).forEach(other -> {
            candidates.add(model.state(other.members()));
            evidence.add("further off: " + model.state(other.members()) + ", distance "
                    + Math.round(other.distance()) + " instead of " + Math.round(nearest.distance()));
        });
        return answer(Verdict.UNKNOWN, state, candidates.stream().distinct().toList(), false, Optional.of(found), evidence);
    }

    /** Nothing that a catalog makes, only where it would put it. */
    private boolean isBare() {
        return live.facts().keySet().stream()
                .allMatch(key -> key.kind() == ObjectKind.SCHEMA || key.kind() == ObjectKind.EXTENSION);
    }

    /** Empty when the revision was complete once and has been damaged. */
    private Optional<Next> partial(Model model, HalfApplied half) {
        var id = model.ids.get(half.revision());
        var lower = model.state(half.lower());
        var afterEach = inquiry.after(new Question.Statements(model.reference.origin(), lower, id));
        var expected = expected(model, half.lower());
        if (!inquiry.open().isEmpty()) {
            return Optional.of(new Next.Ask(inquiry.open()));
        }
        var snapshots = afterEach.orElse(List.of());
        var statements = HalfApplied.statementsIn(snapshots, live);
        var isDamaged = !snapshots.isEmpty() && half.isMostlyThere();
        if (statements.isEmpty() && (half.needsProof() || isDamaged)) {
            return Optional.empty();
        }
        var evidence = new ArrayList<String>();
        evidence.add("part of " + id + " is in, above " + lower);
        statements.ifPresent(n -> evidence.add("the schema is that after "
                + (n == 1 ? "statement 1" : "statements 1 to " + n) + " of " + snapshots.size() + " of " + id));
        half.present().forEach(key -> evidence.add(key + ": done by " + id));
        half.missing().forEach(key -> evidence.add(key + ": not done, " + id + " would"));
        return Optional.of(answer(
                Verdict.PARTIAL, lower, List.of(), read.begun().equals(Set.of(id)),
                Optional.of(new Found(model, half.lower(), expected)), evidence));
    }

    /** @param proven whether it is this state, or one of the candidates, whatever the trackers say and data lack */
    private Next answer(
            Verdict verdict,
            State state,
            List<State> candidates,
            boolean proven,
            Optional<Found> found,
            List<String> evidence) {
        var differences = differences(found);
        var near = candidates.isEmpty() || verdict == Verdict.UNKNOWN ? List.of(state) : candidates;
        var claims = Claims.judge(read.trackers(), catalog.graph(), near, provenEmpty());
        var doubt = verdict == Verdict.EXACT || verdict == Verdict.EQUIVALENT
                ? Doubts.first(read.trackers(), catalog.graph(), state, provenEmpty(), differences, data::proves)
                        .or(() -> torn(state, claims.claim()))
                        .or(() -> found.filter(_ -> claims.claim() != Claim.AGREES)
                                .flatMap(f -> LackingData.first(f.model(), f.members(), data)))
                : Optional.<String>empty();
        if (!inquiry.open().isEmpty()) {
            return new Next.Ask(inquiry.open());
        }
        var halfWay = HalfWay.of(
                read.begun(),
                ownHeads(),
                catalog.graph(),
                verdict == Verdict.UNKNOWN ? List.of() : near,
                proven && doubt.isEmpty() || differsByWhatWasBegun(verdict, differences) ? near : List.of());
        var words = new ArrayList<String>();
        halfWay.map(HalfWay::evidence).ifPresent(words::add);
        doubt.ifPresent(words::add);
        words.addAll(evidence);
        var below = halfWay.flatMap(HalfWay::below);
        if (below.isPresent()) {
            return goingOn(halfWay, below.get(), found, words);
        }
        return answer(doubt.isPresent() ? Verdict.PARTIAL : verdict, state, doubt.isPresent() ? List.of() : candidates,
                claims, differences, found, words, halfWay);
    }

    /** Such as by an index that was begun and is not valid. */
    private boolean differsByWhatWasBegun(Verdict verdict, List<Difference> differences) {
        return verdict == Verdict.DRIFTED
                && differences.stream()
                        .filter(difference -> difference.tier() != Tier.COSMETIC)
                        .allMatch(difference -> read.begun().equals(Set.of(difference.revision())));
    }

    /** What its markers say counts, whatever the schema looks like: a part of it is missing. */
    private Next goingOn(Optional<HalfWay> halfWay, State below, Optional<Found> looks, List<String> words) {
        var found = looks.flatMap(f -> at(below, f.model()));
        if (!inquiry.open().isEmpty()) {
            return new Next.Ask(inquiry.open());
        }
        var claims = Claims.judge(read.trackers(), catalog.graph(), List.of(below), provenEmpty());
        return answer(Verdict.PARTIAL, below, List.of(), claims, differences(found), found, words, halfWay);
    }

    /** Empty where the origin does not know the state. */
    private Optional<Found> at(State state, Model model) {
        var numbered = catalog.graph().members(state).stream()
                .filter(id -> !catalog.graph().members(model.reference.start()).contains(id))
                .toList();
        if (!model.ids.containsAll(numbered)) {
            return Optional.empty();
        }
        var members = new BitSet();
        numbered.forEach(id -> members.set(model.ids.indexOf(id)));
        return Optional.of(new Found(model, members, expected(model, members)));
    }

    private List<Difference> differences(Optional<Found> found) {
        return found.map(f -> Differences.of(f.model(), f.members(), f.expected(), live)).orElse(List.of());
    }

    private List<String> ownHeads() {
        return read.trackers().stream()
                .filter(tracker -> tracker.kind().equals("ledger"))
                .flatMap(tracker -> tracker.rows().stream())
                .toList();
    }

    private Next answer(
            Verdict verdict,
            State state,
            List<State> candidates,
            Claims claims,
            List<Difference> differences,
            Optional<Found> found,
            List<String> evidence,
            Optional<HalfWay> halfWay) {
        var words = new ArrayList<>(evidence);
        words.addAll(claims.words());
        words.addAll(notes);
        var detection = new Detection(
                verdict,
                state,
                candidates,
                claims.claim(),
                claims.claimed(),
                read.trackers(),
                differences,
                words.stream().distinct().toList(),
                found.map(f -> f.model().reference.origin()).orElse(OriginReference.EMPTY),
                read.fingerprint());
        return new Next.Answer(detection, halfWay);
    }

    private Optional<String> torn(State state, Claim claim) {
        return read.tears() && claim != Claim.AGREES
                ? Torn.first(read.trackers(), catalog.graph(), state, provenEmpty(), data::proves)
                : Optional.empty();
    }

    private Set<String> provenEmpty() {
        return origins.models().stream()
                .flatMap(model -> model.provenEmpty.stream().mapToObj(model.ids::get))
                .collect(Collectors.toSet());
    }
}
