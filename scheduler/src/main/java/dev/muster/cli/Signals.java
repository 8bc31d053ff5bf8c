package dev.muster.cli;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Proxy;

/// Signals of the system, taken from the Java machine. It has no public classes for them, only ones
/// that it may take away; where it has done so it keeps the signals, and nothing else changes.
final class Signals {

    private Signals() {}

    /// From now on a signal does this, on a thread of its own, unless it is ignored.
    ///
    /// @param name such as `TERM`
    static void take(String name, Runnable act) {
        try {
            var signals = Class.forName("sun.misc.Signal");
            var handlers = Class.forName("sun.misc.SignalHandler");
            var handle = signals.getMethod("handle", signals, handlers);
            var signal = signals.getConstructor(String.class).newInstance(name);
            var ours =
                    Proxy.newProxyInstance(
                            Signals.class.getClassLoader(),
                            new Class<?>[] {handlers},
                            (self, method, given) -> answer(self, method.getName(), given, act));
            var before = handle.invoke(null, signal, ours);
            if (before == handlers.getField("SIG_IGN").get(null)) {
                handle.invoke(null, signal, before);
            }
        } catch (ReflectiveOperationException e) {
            // the machine keeps this signal; its own end will do
        }
    }

    private static @Nullable Object answer(
            Object self, String method, Object @Nullable [] given, Runnable act) {
        return switch (method) {
            case "handle" -> {
                new Thread(act, "signal").start();
                yield null;
            }
            case "equals" -> given != null && self == given[0];
            case "hashCode" -> System.identityHashCode(self);
            default -> "what muster does at a signal";
        };
    }
}
