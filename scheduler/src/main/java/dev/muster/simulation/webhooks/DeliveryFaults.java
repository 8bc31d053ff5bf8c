package dev.muster.simulation.webhooks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// What a test orders to go wrong with deliveries.
///
/// A delivery is named by its event, such as `pull_request`, or by event and action, such as
/// `workflow_run.requested`; `*` names all.
public final class DeliveryFaults {

    /// What becomes of a delivery.
    enum Fate {
        POST,
        POST_TWICE,
        NEVER_SEND,
        FAIL,
        HOLD
    }

    private final List<Order> orders = new ArrayList<>();
    private final List<Delivery> held = new ArrayList<>();
    private java.util.function.Consumer<Delivery> post = delivery -> {};

    /// The next delivery of a name is never sent, and GitHub keeps no word of it.
    public void loseNext(String name) {
        order(name, Fate.NEVER_SEND, false);
    }

    /// Every delivery of a name is never sent.
    public void loseEvery(String name) {
        order(name, Fate.NEVER_SEND, true);
    }

    /// The next delivery of a name fails as if the endpoint were down; it may be delivered again.
    public void failNext(String name) {
        order(name, Fate.FAIL, false);
    }

    /// Every delivery of a name fails as if the endpoint were down.
    public void failEvery(String name) {
        order(name, Fate.FAIL, true);
    }

    /// The next delivery of a name comes twice.
    public void doubleNext(String name) {
        order(name, Fate.POST_TWICE, false);
    }

    /// Every delivery of a name comes twice.
    public void doubleEvery(String name) {
        order(name, Fate.POST_TWICE, true);
    }

    /// Deliveries of a name wait until they are released.
    public void hold(String name) {
        order(name, Fate.HOLD, true);
    }

    /// All goes well from now on; what is held stays held.
    public synchronized void clear() {
        orders.clear();
    }

    /// Posts what was held, in the order in which it happened.
    public void release() {
        takeHeld().forEach(post);
    }

    /// Posts what was held, the last first.
    public void releaseReversed() {
        takeHeld().reversed().forEach(post);
    }

    /// Posts what was held in an order that a seed decides.
    public void releaseShuffled(long seed) {
        var deliveries = new ArrayList<>(takeHeld());
        RandomGenerator dice = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (var last = deliveries.size() - 1; last > 0; last--) {
            Collections.swap(deliveries, last, dice.nextInt(last + 1));
        }
        deliveries.forEach(post);
    }

    /// How many are held.
    public synchronized int held() {
        return held.size();
    }

    synchronized void postBy(java.util.function.Consumer<Delivery> poster) {
        post = poster;
    }

    synchronized void keep(Delivery delivery) {
        held.add(delivery);
    }

    synchronized Fate fate(Delivery delivery) {
        for (var each = orders.iterator(); each.hasNext(); ) {
            var order = each.next();
            if (order.names(delivery)) {
                if (!order.lasting) {
                    each.remove();
                }
                return order.fate;
            }
        }
        return Fate.POST;
    }

    private synchronized List<Delivery> takeHeld() {
        var all = List.copyOf(held);
        held.clear();
        return all;
    }

    private synchronized void order(String name, Fate fate, boolean lasting) {
        orders.add(new Order(name, fate, lasting));
    }

    private record Order(String name, Fate fate, boolean lasting) {

        boolean names(Delivery delivery) {
            return name.equals("*")
                    || name.equals(delivery.event())
                    || name.equals(delivery.name());
        }
    }
}
