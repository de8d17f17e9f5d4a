package dev.migrationledger.core.rollout;

import dev.migrationledger.core.problem.LedgerException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Up to how many databases each wave goes: a number of them, or a part of all in percent, rounded up.
 *
 * @param ends in order, the last is {@code 100%}
 */
public record Waves(List<End> ends) {
    private static final Pattern END = Pattern.compile("([0-9]{1,6})(%?)");

    public Waves {
        ends = List.copyOf(ends);
    }

    /** @param number of databases; or percent of all */
    record End(int number, boolean percent) {
        int of(int databases) {
            return percent ? Math.toIntExact((long) databases * number / 100 + ((long) databases * number % 100 == 0 ? 0 : 1)) : number;
        }
    }

    /** @param text such as {@code 1,10%,100%}. @throws LedgerException LDG872 when it is not like that */
    public static Waves read(String text) {
        var ends = Stream.of(text.split(",", -1)).map(String::strip).map(word -> end(word, text)).toList();
        if (!ends.getLast().equals(new End(100, true))) {
            throw wrong(text, "the last wave must be 100%, so that no database is left out by mistake");
        }
        return new Waves(ends);
    }

    private static End end(String word, String text) {
        var match = END.matcher(word);
        if (!match.matches()) {
            throw wrong(text, "each is a number or a percentage");
        }
        var end = new End(Integer.parseInt(match.group(1)), !match.group(2).isEmpty());
        if (end.number() == 0 || end.percent() && end.number() > 100) {
            throw wrong(text, "a wave cannot end at " + word);
        }
        return end;
    }

    private static LedgerException wrong(String text, String why) {
        return new LedgerException(RolloutProblems.waves(text, why));
    }

    /**
     * The wave of each database, from 1, in order. A wave that would be empty for so few databases is left out.
     *
     * @throws LedgerException LDG872 when a wave would end before the one before it
     */
    public List<Integer> of(int databases) {
        var waves = new ArrayList<Integer>();
        int wave = 0;
        int before = 0;
        for (var end : ends) {
            int wanted = Math.min(end.of(databases), databases);
            if (wanted < before) {
                throw wrong(toString(), "of " + databases + " databases a wave would end before the one before it");
            }
            before = wanted;
            if (wanted > waves.size()) {
                wave++;
                while (waves.size() < wanted) {
                    waves.add(wave);
                }
            }
        }
        return List.copyOf(waves);
    }

    @Override
    public String toString() {
        return String.join(",", ends.stream().map(end -> end.number() + (end.percent() ? "%" : "")).toList());
    }
}
