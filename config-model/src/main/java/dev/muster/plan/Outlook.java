package dev.muster.plan;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What can be said of every target for all events of one kind on one branch: the decisions that
/// stand whatever files an event touches, and for the targets that stay open the groups in which
/// they will be decided alike.
///
/// Worked out once, so that an event decides one group after another, not one target after another.
final class Outlook {

    /// For each candidate: the decision that stands, or the one that its group comes to where
    /// nothing matches and nothing is known of the past.
    private final Decision[] usual;

    /// For each candidate its group; -1 where its decision stands.
    private final int[] groupOf;

    private final List<Candidate> candidates;
    private final List<Rules.Rule> open;
    private final Group[] groups;

    /// Targets that the open rules cannot tell apart.
    ///
    /// @param first one of them, to be asked for all
    /// @param usual what the rules say where nothing matches and nothing is known
    private record Group(Candidate first, Ruling.Decided usual) {}

    private Outlook(
            List<Candidate> candidates,
            List<Rules.Rule> open,
            Decision[] usual,
            int[] groupOf,
            Group[] groups) {
        this.candidates = candidates;
        this.open = open;
        this.usual = usual;
        this.groupOf = groupOf;
        this.groups = groups;
    }

    /// @param nothing the facts of an event of the kind and branch that touches nothing and has no
    ///   past
    static Outlook of(List<Candidate> candidates, Facts nothing) {
        var rules = Rules.of(nothing.event());
        var standing = rules.stream().filter(Rules.Rule::standing).toList();
        var open = rules.stream().filter(it -> !it.standing()).toList();
        var usual = new Decision[candidates.size()];
        var groupOf = new int[candidates.size()];
        var places = new HashMap<Object, Integer>();
        var groups = new ArrayList<Group>();
        for (var i = 0; i < usual.length; i++) {
            var candidate = candidates.get(i);
            var stands = Rules.ask(standing, candidate, nothing);
            if (stands instanceof Ruling.Decided decided) {
                groupOf[i] = -1;
                usual[i] = decided.on(candidate);
                continue;
            }
            groupOf[i] =
                    places.computeIfAbsent(
                            candidate.condition(nothing.event()), _ -> groups.size());
            if (groupOf[i] == groups.size()) {
                groups.add(new Group(candidate, decided(open, candidate, nothing)));
            }
            usual[i] = groups.get(groupOf[i]).usual.on(candidate);
        }
        return new Outlook(candidates, open, usual, groupOf, groups.toArray(Group[]::new));
    }

    /// The decisions of an event of the kind and branch.
    DecisionList decide(Facts facts) {
        var unusual = new Ruling.@Nullable Decided[groups.length];
        for (var i = 0; i < unusual.length; i++) {
            var ruling = decided(open, groups[i].first, facts);
            unusual[i] = ruling.equals(groups[i].usual) ? null : ruling;
        }
        return new DecisionList(this, unusual);
    }

    int size() {
        return usual.length;
    }

    /// @param unusual for each group what was ruled, where it is not the usual
    Decision decision(int place, Ruling.@Nullable Decided[] unusual) {
        var group = groupOf[place];
        var ruling = group < 0 ? null : unusual[group];
        return ruling == null ? usual[place] : ruling.on(candidates.get(place));
    }

    private static Ruling.Decided decided(
            List<Rules.Rule> rules, Candidate candidate, Facts facts) {
        if (Rules.ask(rules, candidate, facts) instanceof Ruling.Decided decided) {
            return decided;
        }
        throw new IllegalStateException("no rule decided " + candidate.target().name());
    }

    /// The outlooks of a planner, by kind of event and branch. A few are kept.
    static final class Known {

        private static final int MOST = 8;

        private final Map<Key, Outlook> known = new ConcurrentHashMap<>();

        /// @param kind the event's word
        /// @param branch as the event names it
        private record Key(String kind, String branch) {}

        Outlook of(Facts facts, Candidates candidates) {
            var key = new Key(facts.event().word(), facts.event().branch());
            var outlook = known.get(key);
            if (outlook == null) {
                outlook = Outlook.of(candidates.all(), facts.withoutParticulars());
                if (known.size() >= MOST) {
                    known.clear();
                }
                known.put(key, outlook);
            }
            return outlook;
        }
    }
}
