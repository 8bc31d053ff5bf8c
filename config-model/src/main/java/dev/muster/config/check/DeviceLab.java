package dev.muster.config.check;

import dev.muster.config.diagnostic.Code;
import dev.muster.config.diagnostic.Diagnostic;
import dev.muster.config.model.CiConfig;
import dev.muster.config.model.Property;
import dev.muster.config.model.PropertyValue;
import dev.muster.config.model.Target;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Consumer;

/// A target tagged `devicelab` names its task.
final class DeviceLab implements Rule {

    private static final PropertyValue TAG = new PropertyValue.Text("devicelab");

    @Override
    public void check(CiConfig config, CheckContext context, Consumer<Diagnostic> report) {
        for (var target : config.targets()) {
            var tags = find("tags", config, target);
            if (tags != null
                    && tags.value() instanceof PropertyValue.Items(var items)
                    && items.contains(TAG)
                    && find("task_name", config, target) == null) {
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

    private static @Nullable Property find(String name, CiConfig config, Target target) {
        var own = find(name, target.work().properties());
        if (own != null) {
            return own;
        }
        var platform = config.platforms().get(target.platform());
        return platform == null ? null : find(name, platform.properties());
    }

    private static @Nullable Property find(String name, List<Property> properties) {
        for (var property : properties) {
            if (property.name().equals(name)) {
                return property;
            }
        }
        return null;
    }
}
