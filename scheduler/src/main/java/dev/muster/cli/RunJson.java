package dev.muster.cli;

import com.fasterxml.jackson.databind.ObjectMapper;

import java.util.List;

/// The document of `muster run --format json`.
final class RunJson {

    private RunJson() {}

    static String of(List<TargetRun.Result> results) {
        var document = new ObjectMapper().createObjectNode();
        document.put("passed", results.stream().allMatch(TargetRun.Result::passed));
        var list = document.putArray("targets");
        for (var it : results) {
            list.addObject()
                    .put("name", it.target())
                    .put("status", it.status())
                    .put("exitCode", it.exitCode())
                    .put("durationMillis", it.took().toMillis());
        }
        return document.toPrettyString() + "\n";
    }
}
