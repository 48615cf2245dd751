package dev.dunlin.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;

/**
 * What every process tells of itself: its version and role, and of the JVM the meters that somebody
 * looks at, under Micrometer's names.
 */
public final class ProcessMeters implements AutoCloseable {

    private static final List<String> SHOWN =
            List.of(
                    "jvm.memory.used",
                    "jvm.memory.committed",
                    "jvm.memory.max",
                    "jvm.buffer.memory.used",
                    "jvm.gc.pause",
                    "jvm.gc.memory.allocated",
                    "jvm.threads.live",
                    "process.cpu.usage",
                    "process.uptime",
                    "process.start.time",
                    "process.files.open",
                    "process.files.max");

    private static final List<String> LEFT_OUT = List.of("jvm.", "process.", "system.");

    private final JvmGcMetrics garbage = new JvmGcMetrics();
    private final Meters.Source build;

    private ProcessMeters(Meters meters, String role) {
        MeterRegistry registry = meters.registry();
        new JvmMemoryMetrics().bindTo(registry);
        garbage.bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        meters.count(Metric.DEAD_LETTERS_TOTAL, 0);
        Sample info = Sample.of(Metric.BUILD_INFO, 1, version(), role);
        build = meters.add(() -> List.of(info));
    }

    /** Begins to tell of this process; {@code role} is what it is started as. */
    public static ProcessMeters begin(String role) {
        return new ProcessMeters(Meters.process(), role);
    }

    /** Leaves out what has a dozen series that nobody looks at. */
    static MeterFilter filter() {
        return new MeterFilter() {
            @Override
            public MeterFilterReply accept(Meter.Id id) {
                boolean other = LEFT_OUT.stream().noneMatch(id.getName()::startsWith);
                return other || SHOWN.contains(id.getName())
                        ? MeterFilterReply.NEUTRAL
                        : MeterFilterReply.DENY;
            }
        };
    }

    private static String version() {
        try (InputStream in = ProcessMeters.class.getResourceAsStream("version.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version", "unknown");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        build.close();
        garbage.close();
    }
}
