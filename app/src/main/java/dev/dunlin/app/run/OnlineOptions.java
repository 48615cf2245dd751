package dev.dunlin.app.run;

import dev.dunlin.app.Amounts;
import dev.dunlin.app.UsageException;
import dev.dunlin.protocol.MigrationMode;
import dev.dunlin.protocol.OnlineSettings;
import dev.dunlin.protocol.OnlineSettings.SlotLimits;
import dev.dunlin.protocol.OnlineSettings.SlotPolicy;
import dev.dunlin.protocol.OnlineSettings.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of {@code dunlin run} that only mean something with {@code --mode online}. */
final class OnlineOptions {

    @Option(
            names = "--cutover",
            paramLabel = "wait|auto",
            description =
                    "Online: switch when you say so (wait, the default) or as soon as it is ready.")
    @Nullable String cutover;

    @Mixin TermsOptions terms = new TermsOptions();

    @Option(
            names = "--slot-limit",
            paramLabel = "SIZE",
            description = "Online: WAL the slot on the source may hold back, like 50GB.")
    @Nullable String slotLimit;

    @Option(
            names = "--slot-policy",
            paramLabel = "warn|throttle|stop",
            description = "Online: what happens above --slot-limit. Default: warn.")
    @Nullable String slotPolicy;

    /** The meaning of what was typed. */
    OnlineSettings settings(MigrationMode mode) {
        if (mode == MigrationMode.OFFLINE) {
            refuse();
            return OnlineSettings.DEFAULT;
        }
        return new OnlineSettings(
                trigger(),
                terms.over(OnlineSettings.DEFAULT.cutover()),
                new SlotLimits(limit(), policy()));
    }

    private void refuse() {
        List<String> given = new ArrayList<>(terms.given());
        if (cutover != null) {
            given.add("--cutover");
        }
        if (slotLimit != null) {
            given.add("--slot-limit");
        }
        if (slotPolicy != null) {
            given.add("--slot-policy");
        }
        if (!given.isEmpty()) {
            throw new UsageException(
                    given.getFirst() + " needs --mode online", "--mode online " + given.getFirst());
        }
    }

    private Trigger trigger() {
        return switch (cutover == null ? "wait" : cutover.toLowerCase(Locale.ROOT)) {
            case "wait" -> Trigger.WAIT;
            case "auto" -> Trigger.AUTO;
            default ->
                    throw new UsageException("--cutover has no such value", "--cutover wait|auto");
        };
    }

    private long limit() {
        return slotLimit == null ? 0 : Amounts.bytes("--slot-limit", slotLimit);
    }

    private SlotPolicy policy() {
        if (slotPolicy != null && slotLimit == null) {
            throw new UsageException(
                    "--slot-policy needs --slot-limit", "--slot-limit 50GB --slot-policy stop");
        }
        return switch (slotPolicy == null ? "warn" : slotPolicy.toLowerCase(Locale.ROOT)) {
            case "warn" -> SlotPolicy.WARN;
            case "throttle" -> SlotPolicy.THROTTLE;
            case "stop" -> SlotPolicy.STOP;
            default ->
                    throw new UsageException(
                            "--slot-policy has no such value", "--slot-policy warn|throttle|stop");
        };
    }
}
