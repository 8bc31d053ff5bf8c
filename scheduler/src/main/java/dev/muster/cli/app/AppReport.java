package dev.muster.cli.app;

import dev.muster.adapter.github.AppCheckup;
import dev.muster.adapter.github.AppCheckup.Outcome;

import org.jspecify.annotations.Nullable;

import java.net.URI;

/// Says in plain words what an App lacks, and who can mend it where.
public final class AppReport {

    private final Outcome.Known app;
    private final @Nullable URI service;
    private final boolean secret;
    private final StringBuilder text = new StringBuilder();
    private final AppPermissions permissions;
    private int faults;

    private AppReport(Outcome.Known app, @Nullable URI service, boolean secret) {
        this.app = app;
        this.service = service;
        this.secret = secret;
        this.permissions = AppPermissions.of(app.permissions());
    }

    /// What was found.
    ///
    /// @param text a line for each thing
    /// @param faults how many of them are to be mended
    public record Written(String text, int faults) {}

    /// @param service where the service is reached; null where that is not set
    /// @param secret whether the service knows what deliveries are signed with
    public static Written of(Outcome.Known app, @Nullable URI service, boolean secret) {
        var report = new AppReport(app, service, secret);
        report.write();
        return new Written(report.text.toString(), report.faults);
    }

    private void write() {
        text.append("App '%s' of %s, %s%n".formatted(app.name(), app.owner().login(), app.page()));
        good("GitHub knows its key");
        asked();
        heard();
        delivered();
        if (app.installations().isEmpty()) {
            mend("it is installed nowhere", "install it at " + app.page() + "/installations/new");
        }
        app.installations().forEach(this::installed);
    }

    private void asked() {
        var missing = permissions.missing(app.permissions());
        missing.forEach(
                name ->
                        mend(
                                "it does not ask for %s, and so never %s"
                                        .formatted(permissions.named(name), permissions.why(name)),
                                "its owner adds it at " + settings("permissions")));
        if (missing.isEmpty()) {
            good("it asks for every permission it needs");
        }
        if (!permissions.bot()) {
            good("it only reads: no pull requests that propose promotions, no issues about flakes");
        }
    }

    private void heard() {
        var deaf = AppManifest.EVENTS.stream().filter(it -> !app.events().contains(it)).toList();
        if (deaf.isEmpty()) {
            good("it hears of every event it needs");
        } else {
            mend(
                    "it does not hear of " + String.join(", ", deaf),
                    "its owner subscribes to them at " + settings("permissions"));
        }
    }

    private void delivered() {
        if (!secret) {
            mend(
                    "the service refuses every delivery, for it knows no secret",
                    "set MUSTER_GITHUB_WEBHOOK_SECRET_FILE");
        }
        var wanted = service == null ? null : service + AppManifest.HOOK;
        if (wanted == null || wanted.equals(app.hook())) {
            good("it delivers to " + (app.hook().isEmpty() ? "nobody" : app.hook()));
        } else {
            mend(
                    app.hook().isEmpty()
                            ? "it delivers to nobody, and the service waits at " + wanted
                            : "it delivers to %s, and the service waits at %s"
                                    .formatted(app.hook(), wanted),
                    "its owner changes the webhook's URL at " + settings(""));
        }
        var deliveries = app.deliveries();
        if (deliveries.failed() > 0) {
            mend(
                    "%d of the newest %d deliveries were not taken, the last one %s"
                            .formatted(
                                    deliveries.failed(),
                                    deliveries.seen(),
                                    deliveries.code() == 0
                                            ? "without any answer"
                                            : "with " + deliveries.code()),
                    "GitHub shows each at " + settings("advanced"));
        } else if (deliveries.seen() > 0) {
            good("the newest %d deliveries were taken".formatted(deliveries.seen()));
        }
    }

    private void installed(AppCheckup.Installation where) {
        text.append("installed on %s%s%n".formatted(where.account(), count(where)));
        if (where.suspended()) {
            mend("it is suspended there", "an owner of the account ends that at " + where.page());
            return;
        }
        var missing = permissions.missing(where.permissions());
        missing.forEach(
                name ->
                        mend(
                                "%s is not granted, and so it never %s"
                                        .formatted(
                                                permissions.named(name),
                                                permissions.lost(name, where.permissions())),
                                "an owner of the account accepts it at " + where.page()));
        if (missing.isEmpty()) {
            good("every permission is granted");
        }
        if (where.repositories() != null && where.repositories() == 0) {
            mend(
                    "no repository is chosen",
                    "an owner of the account chooses some at " + where.page());
        }
    }

    private static String count(AppCheckup.Installation where) {
        var number = where.repositories();
        return number == null
                ? ""
                : ", %d %s".formatted(number, number == 1 ? "repository" : "repositories");
    }

    /// The page on which the App's owner changes it.
    private String settings(String part) {
        var page = app.page();
        var apps = page.lastIndexOf("/apps/");
        var web = apps < 0 ? page : page.substring(0, apps);
        var slug = page.substring(page.lastIndexOf('/') + 1);
        var whose = app.owner().organization() ? "/organizations/" + app.owner().login() : "";
        return "%s%s/settings/apps/%s%s"
                .formatted(web, whose, slug, part.isEmpty() ? "" : "/" + part);
    }

    private void good(String what) {
        text.append("  ok    %s%n".formatted(what));
    }

    private void mend(String what, String how) {
        faults++;
        text.append("  mend  %s%n        %s%n".formatted(what, how));
    }
}
