package dev.muster.simulation.limits;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// The faults that are ordered for calls to come.
///
/// A call is named by method and path with variables, such as `POST
/// /repos/{owner}/{repo}/check-runs`, by a beginning of that which ends in `*`, or by `*` alone.
public final class CallFaults {

    private final List<Order> orders = new ArrayList<>();

    /// The next call of a name goes wrong.
    public void next(String call, Fault fault) {
        nth(1, call, fault);
    }

    /// The n-th call of a name from now on goes wrong, the first is 1.
    public synchronized void nth(int number, String call, Fault fault) {
        orders.add(new Order(call, number, false, fault));
    }

    /// Every call of a name goes wrong until [#clear()].
    public synchronized void every(String call, Fault fault) {
        orders.add(new Order(call, 1, true, fault));
    }

    /// No more faults.
    public synchronized void clear() {
        orders.clear();
    }

    /// The calls whose ordered fault has not happened yet.
    public synchronized List<String> left() {
        return orders.stream().filter(order -> !order.lasting).map(Order::call).toList();
    }

    /// The fault for a call that is made now, absent for none.
    public synchronized @Nullable Fault take(String operation) {
        Fault fault = null;
        for (var each = orders.listIterator(); each.hasNext(); ) {
            var order = each.next();
            if (!order.names(operation)) {
                continue;
            }
            if (order.left > 1) {
                each.set(order.sooner());
            } else if (fault == null) {
                fault = order.fault;
                if (!order.lasting) {
                    each.remove();
                }
            }
        }
        return fault;
    }

    private record Order(String call, int left, boolean lasting, Fault fault) {

        boolean names(String operation) {
            return call.endsWith("*")
                    ? operation.startsWith(call.substring(0, call.length() - 1))
                    : call.equals(operation);
        }

        Order sooner() {
            return new Order(call, left - 1, lasting, fault);
        }
    }
}
