package dev.muster.config.check;

import dev.muster.config.diagnostic.Code;
import dev.muster.config.diagnostic.Diagnostic;
import dev.muster.config.model.CiConfig;
import dev.muster.config.model.Effective;
import dev.muster.config.model.PropertyValue;

import java.util.function.Consumer;

/// A target tagged `devicelab` names its task.
final class DeviceLab implements Rule {

    @Override
    public void check(CiConfig config, CheckContext context, Consumer<Diagnostic> report) {
        for (var target : config.targets()) {
            var properties = Effective.properties(config, target, false);
            var tags = properties.get("tags");
            if (tags != null
                    && tags.property().value() instanceof PropertyValue.Items(var items)
                    && items.contains(new PropertyValue.Text("devicelab"))
                    && !properties.containsKey("task_name")) {
                report.accept(
                        Diagnostic.of(
                                Code.MISSING_TASK_NAME,
                                config.path(),
                                target.at(),
                                "'%s' is tagged 'devicelab' and has no property 'task_name'"
                                        .formatted(target.name()),
                                "the task's name is how its owner is found"));
            }
        }
    }
}
