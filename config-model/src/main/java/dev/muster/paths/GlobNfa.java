package dev.muster.paths;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// All globs of a configuration as one nondeterministic automaton (Thompson's construction).
///
/// Each node either goes on to others for free, reads one character of some classes, or accepts a
/// glob.
final class GlobNfa {

    private static final int FREE = -1;
    private static final int ACCEPT = -2;

    private final Alphabet alphabet;
    private final Map<BitSet, Integer> knownTests = new HashMap<>();
    private final List<BitSet> tests = new ArrayList<>();

    /// For each node: [#FREE], [#ACCEPT], or the index of the test that its character must pass.
    private int[] kind = new int[64];

    /// For each node: the next one, the accepted glob, or nothing (-1).
    private int[] next = new int[64];

    /// For each free node: a second next one, or nothing (-1).
    private int[] other = new int[64];

    private int size;
    private final int[] entries;

    GlobNfa(List<Glob> globs) {
        var borders = new Alphabet.Builder();
        globs.forEach(it -> gather(it, borders));
        this.alphabet = borders.build();
        this.entries = new int[globs.size()];
        for (var i = 0; i < globs.size(); i++) {
            entries[i] = build(globs.get(i), node(ACCEPT, i, -1));
        }
    }

    Alphabet alphabet() {
        return alphabet;
    }

    int size() {
        return size;
    }

    int[] entries() {
        return entries;
    }

    boolean accepts(int node) {
        return kind[node] == ACCEPT;
    }

    boolean isFree(int node) {
        return kind[node] == FREE;
    }

    int next(int node) {
        return next[node];
    }

    int other(int node) {
        return other[node];
    }

    boolean reads(int node, int charClass) {
        return kind[node] >= 0 && tests.get(kind[node]).get(charClass);
    }

    private int node(int nodeKind, int nextNode, int otherNode) {
        if (size == kind.length) {
            kind = java.util.Arrays.copyOf(kind, 2 * size);
            next = java.util.Arrays.copyOf(next, 2 * size);
            other = java.util.Arrays.copyOf(other, 2 * size);
        }
        kind[size] = nodeKind;
        next[size] = nextNode;
        other[size] = otherNode;
        return size++;
    }

    private static void gather(Glob glob, Alphabet.Builder borders) {
        switch (glob) {
            case Glob.Sequence(var parts) -> parts.forEach(it -> gather(it, borders));
            case Glob.Choice(var branches) -> branches.forEach(it -> gather(it, borders));
            case Glob.Letter(var codePoint) -> borders.add(codePoint, codePoint);
            case Glob.Letters(var ranges, _) ->
                    ranges.forEach(it -> borders.add(it.first(), it.last()));
            case Glob.AnyLetter() -> {}
            case Glob.AnyLetters() -> {}
            case Glob.Anything() -> {}
            case Glob.AnyFolders() -> {}
        }
    }

    /// The entry of what matches the glob and goes on at `then`.
    private int build(Glob glob, int then) {
        return switch (glob) {
            case Glob.Sequence(var parts) -> {
                var entry = then;
                for (var i = parts.size() - 1; i >= 0; i--) {
                    entry = build(parts.get(i), entry);
                }
                yield entry;
            }
            case Glob.Choice(var branches) -> {
                var entry = -1;
                for (var i = branches.size() - 1; i >= 0; i--) {
                    entry = node(FREE, build(branches.get(i), then), entry);
                }
                yield entry;
            }
            case Glob.Letter(var codePoint) -> node(test(letter(codePoint)), then, -1);
            case Glob.Letters letters -> node(test(letters(letters)), then, -1);
            case Glob.AnyLetter() -> node(test(segment()), then, -1);
            case Glob.AnyLetters() -> loop(segment(), then);
            case Glob.Anything() -> loop(everything(), then);
            case Glob.AnyFolders() ->
                    node(FREE, loop(everything(), node(test(letter('/')), then, -1)), then);
        };
    }

    private int loop(BitSet classes, int then) {
        var head = node(FREE, -1, then);
        var body = node(test(classes), head, -1); // may move the arrays, so it comes first
        next[head] = body;
        return head;
    }

    private int test(BitSet classes) {
        return knownTests.computeIfAbsent(
                classes,
                it -> {
                    tests.add(it);
                    return tests.size() - 1;
                });
    }

    private BitSet letter(int codePoint) {
        var classes = new BitSet();
        classes.set(alphabet.classOf(codePoint));
        return classes;
    }

    private BitSet everything() {
        var classes = new BitSet();
        classes.set(0, alphabet.size());
        return classes;
    }

    private BitSet segment() {
        var classes = everything();
        classes.clear(alphabet.classOf('/'));
        return classes;
    }

    private BitSet letters(Glob.Letters letters) {
        var classes = new BitSet();
        for (var charClass = 0; charClass < alphabet.size(); charClass++) {
            var sample = alphabet.sample(charClass);
            var within =
                    letters.ranges().stream()
                            .anyMatch(it -> it.first() <= sample && sample <= it.last());
            classes.set(charClass, within != letters.negated());
        }
        classes.clear(alphabet.classOf('/'));
        return classes;
    }
}
