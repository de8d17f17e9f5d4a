package dev.migrationledger.core.history;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An unmodifiable map sorted by its text keys, whose changed copies share structure: a change costs the logarithm of
 * the size, so that folding thousands of events stays linear. A treap: its shape depends on its keys alone.
 */
public final class PersistentMap<V> extends AbstractMap<String, V> {
    private static final PersistentMap<?> EMPTY = new PersistentMap<>(null, 0);

    private final @Nullable Node<V> root;
    private final int size;

    private PersistentMap(@Nullable Node<V> root, int size) {
        this.root = root;
        this.size = size;
    }

    @SuppressWarnings("unchecked")
    public static <V> PersistentMap<V> empty() {
        return (PersistentMap<V>) EMPTY;
    }

    public static <V> PersistentMap<V> of(Map<String, ? extends V> entries) {
        PersistentMap<V> map = empty();
        for (var entry : entries.entrySet()) {
            map = map.with(entry.getKey(), entry.getValue());
        }
        return map;
    }

    public PersistentMap<V> with(String key, V value) {
        return new PersistentMap<>(insert(root, key, value), containsKey(key) ? size : size + 1);
    }

    public PersistentMap<V> without(String key) {
        return containsKey(key) ? new PersistentMap<>(remove(root, key), size - 1) : this;
    }

    @Override
    public @Nullable V get(Object key) {
        var node = find(key);
        return node == null ? null : node.value;
    }

    @Override
    public boolean containsKey(Object key) {
        return find(key) != null;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Set<Map.Entry<String, V>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<String, V>> iterator() {
                return new InOrder<>(root);
            }

            @Override
            public int size() {
                return size;
            }
        };
    }

    private @Nullable Node<V> find(Object key) {
        var node = root;
        while (node != null && key instanceof String text) {
            int order = text.compareTo(node.key);
            if (order == 0) {
                return node;
            }
            node = order < 0 ? node.left : node.right;
        }
        return null;
    }

    private static <V> Node<V> insert(@Nullable Node<V> node, String key, V value) {
        if (node == null) {
            return new Node<>(key, value, null, null);
        }
        int order = key.compareTo(node.key);
        if (order == 0) {
            return new Node<>(key, value, node.left, node.right);
        }
        if (order < 0) {
            var left = insert(node.left, key, value);
            return left.above(node)
                    ? new Node<>(left.key, left.value, left.left, node.with(left.right, node.right))
                    : node.with(left, node.right);
        }
        var right = insert(node.right, key, value);
        return right.above(node)
                ? new Node<>(right.key, right.value, node.with(node.left, right.left), right.right)
                : node.with(node.left, right);
    }

    private static <V> @Nullable Node<V> remove(@Nullable Node<V> node, String key) {
        if (node == null) {
            return null;
        }
        int order = key.compareTo(node.key);
        if (order == 0) {
            return join(node.left, node.right);
        }
        return order < 0
                ? node.with(remove(node.left, key), node.right)
                : node.with(node.left, remove(node.right, key));
    }

    private static <V> @Nullable Node<V> join(@Nullable Node<V> left, @Nullable Node<V> right) {
        if (left == null || right == null) {
            return left == null ? right : left;
        }
        return left.above(right) ? left.with(left.left, join(left.right, right)) : right.with(join(left, right.left), right.right);
    }

    private record Node<V>(String key, V value, @Nullable Node<V> left, @Nullable Node<V> right) {
        Node<V> with(@Nullable Node<V> newLeft, @Nullable Node<V> newRight) {
            return new Node<>(key, value, newLeft, newRight);
        }

        boolean above(Node<V> other) {
            int mine = priority(key);
            int others = priority(other.key);
            return mine != others ? mine > others : key.compareTo(other.key) < 0;
        }

        /** Spreads the hash, so that keys that follow one another (001, 002, ...) do not make a list. */
        private static int priority(String key) {
            int h = key.hashCode() * 0x9E3779B9;
            h = (h ^ h >>> 16) * 0x85EBCA6B;
            return h ^ h >>> 13;
        }
    }

    private static final class InOrder<V> implements Iterator<Map.Entry<String, V>> {
        private final ArrayDeque<Node<V>> path = new ArrayDeque<>();

        InOrder(@Nullable Node<V> root) {
            descend(root);
        }

        @Override
        public boolean hasNext() {
            return !path.isEmpty();
        }

        @Override
        public Map.Entry<String, V> next() {
            if (path.isEmpty()) {
                throw new NoSuchElementException();
            }
            var node = path.pop();
            descend(node.right);
            return Map.entry(node.key, node.value);
        }

        private void descend(@Nullable Node<V> from) {
            for (var node = from; node != null; node = node.left) {
                path.push(node);
            }
        }
    }
}
