package dev.dunlin.app.run;

import dev.dunlin.app.Amounts;
import dev.dunlin.app.UsageException;
import dev.dunlin.protocol.OnlineSettings.CutoverTerms;
import dev.dunlin.protocol.OnlineSettings.Fence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Terms of a cutover, as {@code dunlin run} and {@code dunlin cutover} take them. */
public final class TermsOptions {

    @Option(
            names = "--max-lag",
            paramLabel = "SECONDS",
            description = "A cutover is refused while the lag is above. Default: 10.")
    @Nullable String maxLag;

    @Option(
            names = "--fence",
            paramLabel = "manual|read-only",
            description =
                    "How writes to the source end: you stop them (manual, the default), or the"
                            + " database is made read-only.")
    @Nullable String fence;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            description =
                    "A cutover that did not switch by then is withdrawn, like 90s or 10m."
                            + " Default: 10m.")
    @Nullable String timeout;

    /** The options that were given. */
    List<String> given() {
        List<String> given = new ArrayList<>();
        if (maxLag != null) {
            given.add("--max-lag");
        }
        if (fence != null) {
            given.add("--fence");
        }
        if (timeout != null) {
            given.add("--timeout");
        }
        return given;
    }

    /** What was given, and the others where nothing was. */
    public CutoverTerms over(CutoverTerms others) {
        return new CutoverTerms(
                maxLag == null
                        ? others.maxLagSeconds()
                        : Amounts.seconds("--max-lag", maxLag, "10"),
                fence == null ? others.fence() : fence(fence),
                timeout == null ? others.timeoutSeconds() : timeout(timeout));
    }

    private static Fence fence(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "manual" -> Fence.MANUAL;
            case "read-only" -> Fence.READ_ONLY;
            default ->
                    throw new UsageException(
                            "--fence has no such value", "--fence manual|read-only");
        };
    }

    private static int timeout(String text) {
        int seconds = Amounts.seconds("--timeout", text, "10m");
        if (seconds == 0) {
            throw new UsageException("--timeout leaves no time", "--timeout 10m");
        }
        return seconds;
    }
}
