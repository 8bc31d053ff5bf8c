package dev.muster.demo;

import dev.muster.simulation.GitHubSimulation;
import dev.muster.simulation.NewPullRequest;
import dev.muster.simulation.SimulatedPullRequest;
import dev.muster.simulation.SimulatedRepository;
import dev.muster.simulation.repos.Changes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/// The sample repository on a simulated GitHub, and what people do there: pull requests that pass,
/// that fail and are mended, one from a fork that waits for approval, one that breaks the
/// configuration, and a merge queue. What happens is the same in every demonstration.
public final class HarbourPulls {

    private static final String NAME = "harbour/app";
    private static final String CONFIG = ".ci.yaml";

    /// A target that fails now and then throws a pull request out of the queue.
    private static final int MOST_TRIES = 3;

    private final SimulatedRepository repository;
    private final String required;

    /// The newest of each person; an older one may still be on its way.
    private final Map<String, SimulatedPullRequest> open = new LinkedHashMap<>();

    private final List<SimulatedPullRequest> opened = new ArrayList<>();
    private final Map<Long, Integer> queued = new HashMap<>();
    private int step;

    private static final List<Function<HarbourPulls, String>> STORY =
            List.of(
                    it ->
                            it.opens(
                                    "grace",
                                    "Cache the storage index in memory",
                                    Map.of("lib/storage/disk.txt", "disk 2\n")),
                    it ->
                            it.opens(
                                    "linus",
                                    "Compact the journal while idle",
                                    Map.of(
                                            "lib/storage/journal.txt",
                                            "journal 1\n",
                                            "lib/storage.broken",
                                            "1\n")),
                    HarbourPulls::proposesFromAFork,
                    HarbourPulls::breaksTheConfiguration,
                    it ->
                            it.opens(
                                    "margaret",
                                    "Use the new palette on the start page",
                                    Map.of("assets/theme.txt", "theme 2\n")),
                    HarbourPulls::approves,
                    HarbourPulls::mendsTheSources,
                    HarbourPulls::letsItsWorkflowRun,
                    HarbourPulls::mendsTheConfiguration,
                    HarbourPulls::pushesToMain);

    private HarbourPulls(SimulatedRepository repository, String required) {
        this.repository = repository;
        this.required = required;
    }

    /// Makes the repository.
    ///
    /// @param more files besides those of the sample, such as workflows
    /// @param required the check that a pull request needs to be merged
    public static HarbourPulls begin(
            GitHubSimulation github, Map<String, String> more, String required) {
        var files = new LinkedHashMap<>(DemoFiles.all());
        files.put(CONFIG, configuration());
        files.putAll(more);
        var repository = github.repository(NAME, files);
        repository.requireChecks("main", required);
        for (var person : List.of("ada", "grace", "linus", "margaret")) {
            repository.permit(person, "write");
        }
        return new HarbourPulls(repository, required);
    }

    /// The sample's configuration; how much runs at once is for GitHub to say.
    public static String configuration() {
        var text = Objects.requireNonNull(DemoFiles.all().get(CONFIG));
        return text.replaceAll("(?m)^    capacity: \\d+\n", "");
    }

    /// Where it happens.
    public SimulatedRepository repository() {
        return repository;
    }

    /// Someone does the next thing; after its end the story begins again. What was green before
    /// goes into the merge queue.
    ///
    /// @return what was done, a sentence each
    public List<String> next() {
        var told = new ArrayList<>(queueWhatIsGreen());
        told.add(STORY.get(step % STORY.size()).apply(this));
        step++;
        return told;
    }

    private int round() {
        return step / STORY.size() + 1;
    }

    /// A change that the story has made before is made a little differently.
    private String text(String text) {
        return round() == 1 || text.isEmpty() ? text : text + "again " + round() + "\n";
    }

    private String opens(String by, String title, Map<String, String> files) {
        var changes = new LinkedHashMap<String, String>();
        files.forEach((path, text) -> changes.put(path, text(text)));
        return opened(by, NewPullRequest.titled(titled(title), by, changes));
    }

    private String titled(String title) {
        return round() == 1 ? title : title + ", part " + round();
    }

    private String opened(String by, NewPullRequest proposal) {
        var pull = repository.openPullRequest(proposal);
        open.put(by, pull);
        opened.add(pull);
        return "%s opens #%d '%s'".formatted(by, pull.number(), proposal.title());
    }

    private String proposesFromAFork() {
        var by = round() == 1 ? "tomo" : "tomo" + round();
        var fork = repository.fork(by);
        var guide = Map.of("docs/guide.md", text("# Guide\n\nHow to begin, step by step.\n"));
        var proposal = NewPullRequest.titled(titled("Describe the first start"), by, guide);
        return opened("tomo", proposal.fromFork(fork)) + " from a fork: it waits for approval";
    }

    private String breaksTheConfiguration() {
        var broken = configuration().replace("timeout: 5", "timeuot: 5");
        return opens("ada", "Give every target a time limit", Map.of(CONFIG, broken))
                + " with mistakes in .ci.yaml";
    }

    private String approves() {
        var pull = Objects.requireNonNull(open.get("tomo"));
        pull.label("muster: approve", "octocat");
        return "octocat lets the commit of #%d run".formatted(pull.number());
    }

    private String letsItsWorkflowRun() {
        var pull = Objects.requireNonNull(open.get("tomo"));
        pull.approveRuns();
        return "octocat lets GitHub run the workflow of #%d, without secrets"
                .formatted(pull.number());
    }

    private String mendsTheSources() {
        var pull = Objects.requireNonNull(open.get("linus"));
        pull.push("Read the last page once", Changes.delete("lib/storage.broken"));
        return "linus pushes a fix to #%d".formatted(pull.number());
    }

    private String mendsTheConfiguration() {
        var pull = Objects.requireNonNull(open.get("ada"));
        var mended = configuration() + "# Every target has a time limit.\n".repeat(round());
        pull.push("Spell it right", Changes.write(CONFIG, mended));
        return "ada mends .ci.yaml in #%d".formatted(pull.number());
    }

    private String pushesToMain() {
        repository.push(
                "main",
                "ada",
                titled("Start the engine lazily"),
                Changes.write("lib/core/engine.txt", text("engine 2\n")));
        return "ada pushes to main";
    }

    private List<String> queueWhatIsGreen() {
        var told = new ArrayList<String>();
        opened.removeIf(pull -> !pull.state().issue().isOpen());
        for (var pull : opened) {
            if (isGreen(pull)
                    && !isQueued(pull)
                    && queued.merge(pull.number(), 1, Integer::sum) <= MOST_TRIES) {
                pull.enqueue("octocat");
                told.add("octocat puts #%d into the merge queue".formatted(pull.number()));
            }
        }
        return told;
    }

    private boolean isQueued(SimulatedPullRequest pull) {
        return repository.mergeGroups("main").stream()
                .anyMatch(group -> group.pull().number() == pull.number());
    }

    private boolean isGreen(SimulatedPullRequest pull) {
        var check = repository.checkRun(pull.head(), required);
        return check != null && "success".equals(check.conclusion());
    }
}
