package dev.muster.simulation.limits;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Every call that was made, in order.
public final class Calls {

    private final List<Call> calls = new ArrayList<>();

    /// Notes a call.
    public synchronized void add(Call call) {
        calls.add(call);
    }

    /// All of them.
    public synchronized List<Call> all() {
        return List.copyOf(calls);
    }

    /// Those of an operation such as `GET /repos/{owner}/{repo}`.
    public List<Call> of(String operation) {
        return all().stream().filter(call -> call.operation().equals(operation)).toList();
    }

    /// How many there were of each operation.
    public Map<String, Integer> counts() {
        var counts = new TreeMap<String, Integer>();
        all().forEach(call -> counts.merge(call.operation(), 1, Integer::sum));
        return counts;
    }

    /// How many there were.
    public synchronized int total() {
        return calls.size();
    }

    /// How many wrote something: all but `GET` and the minting of tokens.
    public int writes() {
        return (int)
                all().stream()
                        .filter(call -> !call.operation().startsWith("GET "))
                        .filter(call -> !call.operation().endsWith("/access_tokens"))
                        .count();
    }

    /// Forgets them.
    public synchronized void clear() {
        calls.clear();
    }
}
