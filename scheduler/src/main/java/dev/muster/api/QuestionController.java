package dev.muster.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.config.CiConfigReader;
import dev.muster.config.Reading;
import dev.muster.config.check.CheckContext;
import dev.muster.config.diagnostic.Diagnostic;
import dev.muster.config.model.CiConfig;
import dev.muster.config.owners.OwnerFiles;
import dev.muster.config.yaml.ConfigText;
import dev.muster.core.ci.RepoSlug;
import dev.muster.plan.ChangedFiles;
import dev.muster.plan.Planner;
import dev.muster.plan.RepoEvent;
import dev.muster.plan.RepoSettings;
import dev.muster.plan.TaskHistory;
import dev.muster.planning.PlanningSettings;
import dev.muster.planning.RepositoryKind;
import dev.muster.planning.TrackedRepository;
import dev.muster.report.DiagnosticsJson;
import dev.muster.report.DiagnosticsText;
import dev.muster.report.PlanJson;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The answers of `muster validate` and `muster plan`, for pages and bots. Changes nothing.
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class QuestionController {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int MOST_FILES = 50;
    private static final int LONGEST_PATH = 4096;

    private final Reads reads;
    private final CurrentConfigs configs;
    private final PlanningSettings settings;
    private final Questions questions;
    private final Clock clock;

    QuestionController(
            Reads reads,
            CurrentConfigs configs,
            PlanningSettings settings,
            Questions questions,
            Clock clock) {
        this.settings = settings;
        this.questions = questions;
        this.reads = reads;
        this.configs = configs;
        this.clock = clock;
    }

    /// @param files the texts to check
    @Introspected
    record Texts(@Nullable List<Text> files) {}

    /// @param path how diagnostics name the file
    /// @param text the file's text
    /// @param base the default branch's copy; null where they are not to be compared
    @Introspected
    record Text(@Nullable String path, @Nullable String text, @Nullable String base) {}

    @Post("/api/v1/validate")
    String validate(@Body Texts texts) {
        var files = texts.files();
        if (files == null || files.isEmpty()) {
            throw Problem.bad("'files' is missing: a list of {\"path\", \"text\"}");
        }
        if (files.contains(null)) {
            throw Problem.bad("'files' holds a null, and takes {\"path\", \"text\"} only");
        }
        if (files.size() > MOST_FILES) {
            throw Problem.bad("'files' has at most %d entries".formatted(MOST_FILES));
        }
        return questions.answer(() -> report(files));
    }

    private static String report(List<Text> texts) {
        var files = new ArrayList<DiagnosticsJson.File>();
        var diagnostics = new ArrayList<Diagnostic>();
        for (var file : texts) {
            var path = file.path() == null ? ".ci.yaml" : file.path();
            var bytes = bytes(file.text());
            diagnostics.addAll(
                    CiConfigReader.read(path, bytes, context(file.base())).diagnostics());
            var config = ConfigText.read(path, bytes).config();
            files.add(
                    new DiagnosticsJson.File(
                            path,
                            config == null ? 0 : config.targets().size(),
                            config == null ? 0 : config.platforms().size()));
        }
        return DiagnosticsJson.of(files, diagnostics);
    }

    private static byte[] bytes(@Nullable String text) {
        return (text == null ? "" : text).getBytes(StandardCharsets.UTF_8);
    }

    private static CheckContext context(@Nullable String base) {
        var config = base == null ? null : ConfigText.read("base", bytes(base)).config();
        return new CheckContext(
                config == null ? null : List.of(config),
                null,
                null,
                false,
                new CheckContext.OwnerSearch(OwnerFiles.NONE, false),
                Map.of());
    }

    /// @param event presubmit, merge_group or postsubmit; null: presubmit
    /// @param branch null: the default branch
    /// @param changedFiles null: not known
    /// @param diffUnknown whether the changed files are not known, whatever the list says
    /// @param labels of the pull request
    /// @param config the text to plan with; null: the branch's own
    @Introspected
    record Question(
            @Nullable String event,
            @Nullable String branch,
            @Nullable List<String> changedFiles,
            @Nullable Boolean diffUnknown,
            @Nullable List<String> labels,
            @Nullable String config) {}

    @Post("/api/v1/repos/{owner}/{repo}/plan")
    HttpResponse<String> plan(String owner, String repo, @Body Question question) {
        var slug = Documents.repo(owner, repo);
        var ground = questions.fetch(() -> ground(slug, question), "a smaller configuration");
        return questions.answer(() -> plan(ground, question));
    }

    /// What the store knows of it.
    ///
    /// @param configs the branch's own; empty where the question brings one
    private record Ground(
            RepoSlug slug, JsonNode repository, String branch, List<CiConfig> configs) {}

    private Ground ground(RepoSlug slug, Question question) {
        var repository =
                reads.repository(slug)
                        .orElseThrow(() -> Problem.notFound("repository '%s'".formatted(slug)));
        var branch =
                question.branch() == null
                        ? repository.path("defaultBranch").asText()
                        : Documents.plain("branch", question.branch());
        if (question.config() != null) {
            return new Ground(slug, repository, branch, List.of());
        }
        var own = configs.of(slug, branch);
        if (own.isEmpty()) {
            throw Problem.notFound(
                    "valid configuration on branch '%s'".formatted(Documents.cut(branch)));
        }
        return new Ground(slug, repository, branch, own);
    }

    private HttpResponse<String> plan(Ground ground, Question question) {
        var asked = new ArrayList<>(ground.configs());
        if (question.config() != null) {
            switch (CiConfigReader.read(".ci.yaml", bytes(question.config()))) {
                case Reading.Valid(var config, _) -> asked.add(config);
                case Reading.Invalid(var diagnostics) -> {
                    return refused(diagnostics);
                }
            }
        }
        var plan =
                Planner.of(settings(ground.slug(), ground.repository()), asked, List.of())
                        .plan(
                                event(question, ground.branch()),
                                changed(question),
                                TaskHistory.NONE);
        return HttpResponse.ok(PlanJson.of(plan, asked, Map.of()));
    }

    /// The answer of `validate` stands in the problem.
    private static HttpResponse<String> refused(List<Diagnostic> diagnostics) {
        var file = new DiagnosticsJson.File(".ci.yaml", 0, 0);
        var errors = diagnostics.stream().filter(Diagnostic::isError).toList();
        try {
            return Problem.with(
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    "'config' is not a valid configuration: " + DiagnosticsText.summary(errors),
                    (ObjectNode) MAPPER.readTree(DiagnosticsJson.of(List.of(file), diagnostics)));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("what was written as JSON is JSON", impossible);
        }
    }

    /// As the service itself plans.
    private RepoSettings settings(RepoSlug slug, JsonNode repository) {
        return settings.of(
                new TrackedRepository(
                        0,
                        slug,
                        RepositoryKind.of(repository.path("kind").asText()),
                        null,
                        repository.path("defaultBranch").asText()));
    }

    private RepoEvent event(Question question, String branch) {
        var now = clock.instant();
        return switch (question.event() == null ? "presubmit" : question.event()) {
            case "presubmit" -> new RepoEvent.PullRequestUpdated(branch, now, labels(question));
            case "merge_group" -> new RepoEvent.MergeGroupFormed(branch, now);
            case "postsubmit" -> new RepoEvent.CommitLanded(branch, now, "0".repeat(40));
            default -> throw Problem.bad("'event' is presubmit, merge_group or postsubmit");
        };
    }

    private static Set<String> labels(Question question) {
        var labels = question.labels();
        if (labels != null && labels.contains(null)) {
            throw Problem.bad("'labels' holds a null, and takes names only");
        }
        return labels == null ? Set.of() : Set.copyOf(labels);
    }

    private static ChangedFiles changed(Question question) {
        var paths = question.changedFiles();
        if (paths != null && paths.contains(null)) {
            throw Problem.bad("'changedFiles' holds a null, and takes paths only");
        }
        if (paths != null && paths.stream().anyMatch(it -> it.length() > LONGEST_PATH)) {
            throw Problem.bad("a path has at most %d characters".formatted(LONGEST_PATH));
        }
        return question.changedFiles() == null || Boolean.TRUE.equals(question.diffUnknown())
                ? new ChangedFiles.Unknown("not given")
                : new ChangedFiles.Known(question.changedFiles());
    }
}
