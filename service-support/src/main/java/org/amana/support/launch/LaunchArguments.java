package org.amana.support.launch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * Joins what a process sets for its services with what the operator said on the command line. The operator's word stands
 * alone: Spring would join two values of one name by a comma, and would take a whole list before its single elements.
 */
final class LaunchArguments {
    private static final String OPTION = "--";

    private LaunchArguments() {}

    /**
     * The arguments, and after them each setting about which they say nothing.
     *
     * @param said arguments of the operator, {@code --name=value}
     * @param settings by name; one that the operator named in any spelling, in whole or in part, is left out
     */
    static String[] join(String[] said, Map<String, Object> settings) {
        List<ConfigurationPropertyName> names = Arrays.stream(said)
                .filter(argument -> argument.startsWith(OPTION))
                .map(argument -> name(argument.substring(OPTION.length()).split("=", 2)[0]))
                .toList();
        var all = new ArrayList<>(List.of(said));
        settings.forEach((name, value) -> {
            if (names.stream().noneMatch(one -> isAbout(one, name(name)))) {
                all.add(OPTION + name + "=" + value);
            }
        });
        return all.toArray(String[]::new);
    }

    private static boolean isAbout(ConfigurationPropertyName said, ConfigurationPropertyName setting) {
        return said.equals(setting) || (!said.isEmpty() && said.isAncestorOf(setting)) || setting.isAncestorOf(said);
    }

    private static ConfigurationPropertyName name(String text) {
        return ConfigurationPropertyName.adapt(text, '.');
    }
}
