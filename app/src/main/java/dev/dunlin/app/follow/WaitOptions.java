package dev.dunlin.app.follow;

import dev.dunlin.app.Amounts;
import dev.dunlin.app.UsageException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether a command stays until what it asked for is over. */
public final class WaitOptions {

    @Option(
            names = "--wait",
            negatable = true,
            description = "Wait until it is over, or do not. Ctrl-C ends the waiting only.")
    @Nullable Boolean wait;

    @Option(
            names = "--wait-timeout",
            paramLabel = "TIME",
            description = "Wait no longer than this, like 90s or 30m; exit code 8 then.")
    @Nullable String timeout;

    /** Whether to wait. */
    boolean wanted(boolean usual) {
        if (timeout != null && Boolean.FALSE.equals(wait)) {
            throw new UsageException("--wait-timeout needs waiting", "--wait --wait-timeout 30m");
        }
        return wait == null ? usual || timeout != null : wait;
    }

    /** How long at most; empty for ever. */
    Optional<Duration> atMost() {
        return Optional.ofNullable(timeout)
                .map(text -> Amounts.seconds("--wait-timeout", text, "30m"))
                .map(Duration::ofSeconds);
    }
}
