package dev.migrationledger.core.history;

import static dev.migrationledger.core.history.Samples.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.core.detection.Verdict;
import dev.migrationledger.core.revision.State;
import dev.migrationledger.core.target.TargetIdentity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** One table of answers: {@code +n} events, or the code of the rejection. */
class EveryCommandInEveryStateTest {
    private static final DatabaseEvent FINISHED = new DatabaseEvent.ApplyFinished("1", "upgraded", C);

    private static final DatabaseEvent STAMPED = new DatabaseEvent.Stamped(State.EMPTY, A, false, "exactly a");

    private static Map<String, Given> states() {
        var states = new LinkedHashMap<String, Given>();
        states.put("unregistered", Given.given());
        states.put("registered", Given.given(REGISTERED));
        states.put("exact", Given.given(REGISTERED, AT_A));
        states.put("equivalent", Given.given(REGISTERED, new DatabaseEvent.Detected(seen(Verdict.EQUIVALENT, A, A, B))));
        states.put("drifted", Given.given(REGISTERED, new DatabaseEvent.Detected(seen(Verdict.DRIFTED, A))));
        states.put("differing", Given.given(REGISTERED, new DatabaseEvent.Detected(DIFFERING)));
        states.put("partial", Given.given(REGISTERED, new DatabaseEvent.Detected(seen(Verdict.PARTIAL, A))));
        states.put("unknown", Given.given(REGISTERED, new DatabaseEvent.Detected(seen(Verdict.UNKNOWN, A))));
        states.put("stamped", Given.given(REGISTERED, AT_A, STAMPED));
        states.put("running", Given.given(REGISTERED, AT_A, STARTED));
        states.put("half-way", Given.given(REGISTERED, AT_A, STARTED, applied("1", "b")));
        states.put("undecided", Given.given(REGISTERED, AT_A, STARTED, UNKNOWN));
        states.put("finished", Given.given(REGISTERED, AT_A, STARTED, applied("1", "b"), applied("1", "c"), FINISHED));
        states.put("failed", Given.given(
                REGISTERED, AT_A, STARTED, failed("1", "b"), new DatabaseEvent.ApplyFinished("1", "failed", A)));
        states.put("half-loaded", Given.given(
                REGISTERED,
                new DatabaseEvent.Detected(seen(Verdict.EMPTY, State.EMPTY)),
                new DatabaseEvent.InstallStarted("dump", "d"),
                AT_A));
        states.put("reverting", Given.given(
                REGISTERED,
                new DatabaseEvent.Detected(seen(Verdict.EXACT, C)),
                new DatabaseEvent.RevertStarted("r", C_TO_A, Optional.empty())));
        states.put("forgotten", Given.given(REGISTERED, AT_A, STAMPED, new DatabaseEvent.Forgotten("sold")));
        return states;
    }

    private static Map<String, DatabaseCommand> commands() {
        var commands = new LinkedHashMap<String, DatabaseCommand>();
        commands.put("register", new DatabaseCommand.Register(SHOP));
        commands.put("recatalog", new DatabaseCommand.Register(new Description("other", "prod", "postgresql", "x", Map.of())));
        commands.put("identify", new DatabaseCommand.Identify(new TargetIdentity("1", "2"), false));
        commands.put("detect", new DatabaseCommand.RecordDetection(seen(Verdict.EXACT, A)));
        commands.put("stamp-a", new DatabaseCommand.Stamp(State.EMPTY, A, false, "exactly a"));
        commands.put("stamp-c", new DatabaseCommand.Stamp(State.EMPTY, C, false, "hope"));
        commands.put("force-c", new DatabaseCommand.Stamp(State.EMPTY, C, true, "I know"));
        commands.put("correct", new DatabaseCommand.CorrectClaim(C, A, "exactly a"));
        commands.put("refuse", new DatabaseCommand.Refuse("up", "LDG505", "unproven"));
        commands.put("apply", new DatabaseCommand.RequestApply("2", A_TO_C, Optional.empty()));
        commands.put("recover", new DatabaseCommand.RequestApply("2", A_TO_C, Optional.of("1")));
        commands.put("revert", new DatabaseCommand.RequestRevert("2", C_TO_A, Optional.empty()));
        commands.put("outcome", new DatabaseCommand.RecordStepOutcomes("1", List.of(applied("1", "b"))));
        commands.put("finish", new DatabaseCommand.FinishApply("1", "upgraded", C));
        commands.put("interrupt", new DatabaseCommand.FinishApply("1", "interrupted", A));
        commands.put("resolve", new DatabaseCommand.ResolveOutcome(true, "looked"));
        commands.put("install", new DatabaseCommand.StartInstall("dump", "d"));
        commands.put("seed", new DatabaseCommand.RecordSeed(new DatabaseEvent.SeedApplied("s", "d", 1, List.of())));
        commands.put("accept", new DatabaseCommand.AcceptDrift(DRIFT, "it helps"));
        commands.put("behind", new DatabaseCommand.NoticeBehind(3, 9));
        commands.put("lost", new DatabaseCommand.NoticeLoss(C, A));
        commands.put("again", new DatabaseCommand.Register(SHOP, Optional.of(HERE)));
        commands.put("forget", new DatabaseCommand.Forget("sold"));
        commands.put("gone", new DatabaseCommand.Forget("burnt", true));
        return commands;
    }

    private static final String ANSWERS =
            """
                         register recatalog identify detect stamp-a stamp-c force-c correct refuse apply recover revert outcome finish interrupt resolve install seed accept behind lost again forget gone
            unregistered +1       +1        500      500    500     500     500     500     500    500   500     500    500     500    500       500     500     500  500    500    500  +1    500    500
            registered   +0       +1        +1       +1     505     505     +1      505     +1     504   513     504    506     506    506       512     515     +1   770    +1     +0   +0    +1     +1
            exact        +0       509       +1       +1     +1      505     +1      +1      +1     +1    513     504    506     506    506       512     515     +1   770    +1     +0   +0    +1     +1
            equivalent   +0       509       +1       +1     +1      505     +1      505     +1     +1    513     504    506     506    506       512     515     +1   770    +1     +0   +0    +1     +1
            drifted      +0       509       +1       +1     505     505     +1      505     +1     +1    513     504    506     506    506       512     515     +1   770    +1     +0   +0    +1     +1
            differing    +0       509       +1       +1     505     505     +1      505     +1     +1    513     504    506     506    506       512     515     +1   +1     +1     +0   +0    +1     +1
            partial      +0       509       +1       +1     505     505     +1      505     +1     +1    513     504    506     506    506       512     515     +1   770    +1     +0   +0    +1     +1
            unknown      +0       509       +1       +1     505     505     +1      505     +1     504   513     504    506     506    506       512     515     +1   770    +1     +0   +0    +1     +1
            stamped      +0       509       +1       +1     +0      505     +1      505     +1     +1    513     504    506     506    506       512     515     +1   770    +1     +0   +0    +1     +1
            running      +0       509       +1       +1     502     502     502     502     +1     502   +1      502    +1      507    +1        512     502     +1   770    +1     +0   +0    981    +2
            half-way     +0       509       +1       +1     502     502     502     502     +1     502   +1      502    +0      507    +1        512     502     +1   770    +1     +0   +0    981    +2
            undecided    +0       509       +1       +1     503     503     503     503     +1     503   503     503    503     503    +1        +1      503     +1   770    +1     +0   +0    503    +2
            finished     +0       509       +1       +1     505     505     +1      505     +1     504   513     +1     +0      +0     506       512     515     +1   770    +1     +0   +0    +1     +1
            failed       +0       509       +1       +1     505     505     +1      505     +1     +1    513     504    506     506    506       512     515     +1   770    +1     +0   +0    +1     +1
            half-loaded  +0       509       +1       +1     514     514     +1      514     +1     514   514     514    506     506    506       512     515     +1   770    +1     +0   +0    514    +2
            reverting    +0       509       +1       +1     502     502     502     502     +1     502   502     502    506     506    506       512     502     +1   770    +1     +0   +0    981    +2
            forgotten    980      980       980      980    980     980     980     980     980    980   980     980    980     980    980       980     980     980  980    980    980  +2    +0     +0
            """;

    @Test
    void everyAnswer() {
        assertThat(answers()).isEqualTo(ANSWERS);
    }

    @Test
    void theTableLeavesNoCommandOut() {
        assertThat(commands().values().stream().map(Object::getClass).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(DatabaseCommand.class.getPermittedSubclasses());
    }

    private static String answers() {
        var text = new StringBuilder(" ".repeat(12));
        commands().keySet().forEach(name -> text.append(' ').append(name));
        text.append('\n');
        states().forEach((name, given) -> {
            var line = new StringBuilder(String.format("%-12s", name));
            commands().forEach((column, command) ->
                    line.append(String.format(" %-" + column.length() + "s", given.when(command).inShort())));
            text.append(line.toString().stripTrailing()).append('\n');
        });
        return text.toString();
    }
}
