package dev.muster.paths;

import java.util.Arrays;

/// Gathers the nodes that a set of nodes leads to without reading a character.
final class Closure {

    private final GlobNfa nfa;

    /// The gathering in which a node was last met, so that nothing needs clearing.
    private final int[] met;

    private final int[] stack;
    private int gathering;
    private int[] nodes = new int[64];
    private int nodeCount;
    private int[] accepted = new int[8];
    private int acceptedCount;

    Closure(GlobNfa nfa) {
        this.nfa = nfa;
        this.met = new int[nfa.size()];
        this.stack = new int[nfa.size() + 1];
    }

    /// A state of the deterministic automaton.
    ///
    /// @param nodes those that read a character, ascending
    /// @param accepted the globs that accept, ascending
    record Members(int[] nodes, int[] accepted) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Members(var theirs, var theirAccepted)
                    && Arrays.equals(nodes, theirs)
                    && Arrays.equals(accepted, theirAccepted);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(nodes) + Arrays.hashCode(accepted);
        }
    }

    void begin() {
        gathering++;
        nodeCount = 0;
        acceptedCount = 0;
    }

    void add(int from) {
        var top = push(from, 0);
        while (top > 0) {
            var node = stack[--top];
            if (nfa.isFree(node)) {
                top = push(nfa.next(node), push(nfa.other(node), top));
            } else if (nfa.accepts(node)) {
                accepted = room(accepted, acceptedCount);
                accepted[acceptedCount++] = nfa.next(node);
            } else {
                nodes = room(nodes, nodeCount);
                nodes[nodeCount++] = node;
            }
        }
    }

    Members members() {
        var set = Arrays.copyOf(nodes, nodeCount);
        var globs = Arrays.copyOf(accepted, acceptedCount);
        Arrays.sort(set);
        Arrays.sort(globs);
        return new Members(set, globs);
    }

    private int push(int node, int top) {
        if (node < 0 || met[node] == gathering) {
            return top;
        }
        met[node] = gathering;
        stack[top] = node;
        return top + 1;
    }

    private static int[] room(int[] array, int used) {
        return used < array.length ? array : Arrays.copyOf(array, 2 * used);
    }
}
