package dev.muster.paths;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// The globs' automaton made deterministic, one state at a time, as paths ask for them.
///
/// States are kept, so a path costs one table look-up a character once its like has been seen. The
/// memory is bounded: past the budget the states are forgotten and the work begins anew, and a set
/// of globs that needs this again and again is given up, which the caller answers with another
/// engine. (Lazy determinisation with a flushed cache: Russ Cox, "Regular Expression Matching in
/// the Wild".)
final class LazyDfa {

    /// What [#run] answers when the globs were given up.
    static final int GIVEN_UP = -1;

    private static final int MOST_STATES = 20_000;
    private static final int MOST_MEMBERS = 4_000_000;
    private static final int MOST_FLUSHES = 8;
    private static final int UNKNOWN = -1;

    private final GlobNfa nfa;
    private final Alphabet alphabet;
    private final int classes;
    private final Closure closure;
    private final Map<Closure.Members, Integer> known = new HashMap<>();

    private int[] table;
    private Closure.Members[] members;
    private int states;
    private long memberCount;
    private int flushes;

    /// The state from which no glob can match any more, once it was met.
    private int dead = UNKNOWN;

    LazyDfa(GlobNfa nfa) {
        this.nfa = nfa;
        this.alphabet = nfa.alphabet();
        this.classes = alphabet.size();
        this.closure = new Closure(nfa);
        this.table = new int[16 * classes];
        this.members = new Closure.Members[16];
        begin();
    }

    /// The state that a path ends in, or [#GIVEN_UP].
    int run(String path) {
        var state = 0;
        var length = path.length();
        for (var i = 0; i < length; i++) {
            var c = (int) path.charAt(i);
            if (Character.isSurrogate((char) c)) {
                c = path.codePointAt(i);
                i += Character.charCount(c) - 1;
            }
            var charClass = alphabet.classOf(c);
            var next = table[state * classes + charClass];
            if (next == UNKNOWN) {
                next = step(state, charClass);
                if (next == GIVEN_UP) {
                    return GIVEN_UP;
                }
            }
            if (next == dead) {
                return next;
            }
            state = next;
        }
        return state;
    }

    /// How often the states were forgotten; what is remembered by state must be forgotten with
    /// them.
    int flushes() {
        return flushes;
    }

    /// The globs that accept in a state, ascending.
    int[] accepted(int state) {
        return members[state].accepted();
    }

    private int step(int state, int charClass) {
        if (flushes >= MOST_FLUSHES) {
            return GIVEN_UP;
        }
        closure.begin();
        for (var node : members[state].nodes()) {
            if (nfa.reads(node, charClass)) {
                closure.add(nfa.next(node));
            }
        }
        var target = closure.members();
        var seen = known.get(target);
        if (seen != null) {
            table[state * classes + charClass] = seen;
            return seen;
        }
        if (states >= MOST_STATES || memberCount + target.nodes().length > MOST_MEMBERS) {
            flushes++;
            begin();
            return intern(target);
        }
        var next = intern(target);
        table[state * classes + charClass] = next;
        return next;
    }

    /// Forgets all states but the first.
    private void begin() {
        known.clear();
        dead = UNKNOWN;
        states = 0;
        memberCount = 0;
        closure.begin();
        for (var entry : nfa.entries()) {
            closure.add(entry);
        }
        intern(closure.members());
    }

    private int intern(Closure.Members set) {
        var seen = known.putIfAbsent(set, states);
        if (seen != null) {
            return seen;
        }
        if (states == members.length) {
            members = Arrays.copyOf(members, 2 * states);
            table = Arrays.copyOf(table, 2 * states * classes);
        }
        members[states] = set;
        if (set.nodes().length == 0 && set.accepted().length == 0) {
            dead = states;
        }
        memberCount += set.nodes().length;
        Arrays.fill(table, states * classes, (states + 1) * classes, UNKNOWN);
        return states++;
    }
}
