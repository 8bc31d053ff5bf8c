package dev.muster.plan;

import dev.muster.config.model.Target;

/// What is to happen to one target, and why. Every target of the configuration gets exactly one.
public sealed interface Decision {

    /// The target as its configuration declares it.
    Target target();

    /// The path of the configuration file that declares the target.
    String config();

    /// Why.
    Reason reason();

    /// The reason's particulars for people, such as the pattern and the file; may be empty.
    String detail();

    /// `run`, `skip`, `defer` or `external`.
    String word();

    /// Run it now.
    record Run(Target target, String config, Reason reason, String detail) implements Decision {
        @Override
        public String word() {
            return "run";
        }
    }

    /// Do not run it for this event.
    record Skip(Target target, String config, Reason reason, String detail) implements Decision {
        @Override
        public String word() {
            return "skip";
        }
    }

    /// Keep it waiting for its batch or for backfill.
    record Defer(Target target, String config, Reason reason, String detail) implements Decision {
        @Override
        public String word() {
            return "defer";
        }
    }

    /// Record a task and wait for another scheduler's status.
    record External(Target target, String config, Reason reason, String detail)
            implements Decision {
        @Override
        public String word() {
            return "external";
        }
    }
}
