package dev.migrationledger.core.python;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** Puts logical lines into the blocks that their indentation says. */
final class PythonBlocks {
    private static final Set<String> COMPOUND = Set.of(
            "def", "class", "async", "if", "elif", "else", "for", "while", "try", "except", "finally", "with");
    /** Keywords in front of a block, names elsewhere. */
    private static final Set<String> SOFT = Set.of("match", "case");

    private static final class Block {
        private final List<PythonToken> header;
        private final int indent;
        private final List<PythonStatement> body = new ArrayList<>();
        /** Of its statements; known with the first. */
        private int inner = -1;

        Block(List<PythonToken> header, int indent) {
            this.header = header;
            this.indent = indent;
        }
    }

    private final Deque<Block> open = new ArrayDeque<>();

    private PythonBlocks() {}

    /** @throws PythonFault.Found when the indentation makes no sense */
    static List<PythonStatement> of(List<PythonLines.Line> lines) {
        return new PythonBlocks().read(lines);
    }

    private List<PythonStatement> read(List<PythonLines.Line> lines) {
        var module = new Block(List.of(), -1);
        module.inner = 0;
        open.push(module);
        for (var line : lines) {
            while (open.peek().indent >= line.indent()) {
                close();
            }
            var block = open.peek();
            if (block.inner < 0) {
                block.inner = line.indent();
            }
            if (block.inner != line.indent()) {
                throw new PythonFault.Found(line.tokens().getFirst().line(), "the indentation fits no block");
            }
            add(line);
        }
        while (open.size() > 1) {
            close();
        }
        return module.body;
    }

    private void close() {
        var block = open.pop();
        if (block.body.isEmpty()) {
            throw new PythonFault.Found(block.header.getLast().line(), "nothing stands in a block");
        }
        open.peek().body.add(new PythonStatement(block.header, block.body));
    }

    private void add(PythonLines.Line line) {
        var tokens = line.tokens();
        int colon = headerEnd(tokens);
        if (colon < 0) {
            open.peek().body.addAll(simple(tokens));
        } else if (colon == tokens.size() - 1) {
            open.push(new Block(tokens.subList(0, colon), line.indent()));
        } else {
            var inline = simple(tokens.subList(colon + 1, tokens.size()));
            open.peek().body.add(new PythonStatement(tokens.subList(0, colon), inline));
        }
    }

    /** Place of the colon that ends a compound statement's header; negative for a simple statement. */
    private static int headerEnd(List<PythonToken> tokens) {
        var first = tokens.getFirst();
        if (first.kind() != PythonToken.Kind.NAME) {
            return -1;
        }
        if (SOFT.contains(first.text()) && tokens.size() > 2 && tokens.getLast().isOperator(":")) {
            return tokens.size() - 1;
        }
        return COMPOUND.contains(first.text()) ? Brackets.firstOutside(tokens, ":") : -1;
    }

    private static List<PythonStatement> simple(List<PythonToken> tokens) {
        return Brackets.split(tokens, ";").stream()
                .filter(part -> !part.isEmpty())
                .map(part -> new PythonStatement(part, List.of()))
                .toList();
    }
}
