package dev.migrationledger.app.eventstore;

import dev.migrationledger.core.revision.State;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Records with whatever is in them. */
final class AnyRecord {
    private static final List<String> TEXTS =
            List.of("", "b", "9c23e4e81011", "größer", "a \"quoted\" line\nand more", "\u0000", "null", "🦉");

    private final Random random;

    AnyRecord(Random random) {
        this.random = random;
    }

    Object of(Class<?> type) {
        try {
            var components = type.getRecordComponents();
            var constructor = type.getDeclaredConstructor(
                    Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            return constructor.newInstance(Stream.of(components).map(c -> value(c.getGenericType())).toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private Object value(Type type) {
        if (type instanceof ParameterizedType generic) {
            var argument = generic.getActualTypeArguments()[0];
            if (generic.getRawType() == Optional.class) {
                return random.nextBoolean() ? Optional.empty() : Optional.of(value(argument));
            } else if (generic.getRawType() == Map.class) {
                var map = new TreeMap<Object, Object>();
                IntStream.range(0, random.nextInt(3)).forEach(i -> map.put("key" + i, value(String.class)));
                return map;
            }
            return IntStream.range(0, random.nextInt(3)).mapToObj(_ -> value(argument)).toList();
        }
        var plain = (Class<?>) type;
        if (plain == String.class) {
            return TEXTS.get(random.nextInt(TEXTS.size()));
        } else if (plain == boolean.class) {
            return random.nextBoolean();
        } else if (plain == int.class) {
            return random.nextInt();
        } else if (plain == long.class) {
            return random.nextLong();
        } else if (plain == State.class) {
            return State.of(IntStream.range(0, random.nextInt(3)).mapToObj(_ -> TEXTS.get(random.nextInt(TEXTS.size()))).toList());
        } else if (plain.isEnum()) {
            return plain.getEnumConstants()[random.nextInt(plain.getEnumConstants().length)];
        }
        return of(plain);
    }
}
