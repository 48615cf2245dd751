package dev.dunlin.app.serve;

import dev.dunlin.app.UsageException;
import dev.dunlin.coordinator.RestDoor;
import dev.dunlin.service.Settings;
import dev.dunlin.service.SettingsException;
import java.util.Map;
import java.util.function.Supplier;

/** Settings of a process, with what is wrong said as of any other command line. */
final class Told {

    private Told() {}

    static Settings settings(Map<String, String> given) {
        return checked(
                () -> {
                    Settings settings = Settings.read(given);
                    settings.check();
                    return settings;
                });
    }

    /** The same for a process that needs a cluster named. */
    static Settings withCluster(Map<String, String> given) {
        Settings settings = settings(given);
        var _ = checked(settings::cluster);
        return settings;
    }

    /** The same settings, of a process that has REST. */
    static Settings withRest(Settings settings) {
        var _ = checked(() -> RestDoor.of(settings));
        return settings;
    }

    private static <T> T checked(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (SettingsException e) {
            throw new UsageException("--" + e.getMessage(), e.rightForm());
        }
    }
}
