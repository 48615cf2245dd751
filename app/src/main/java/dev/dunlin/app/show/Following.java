package dev.dunlin.app.show;

import dev.dunlin.protocol.DatabasePhase;
import dev.dunlin.protocol.MigrationMode;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.Readiness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** How far an online migration follows its source, all databases as one, in words. */
final class Following {

    /** What a cutover goes through. */
    private static final List<DatabasePhase> CUTOVER =
            List.of(
                    DatabasePhase.FENCE,
                    DatabasePhase.DRAIN,
                    DatabasePhase.VIEWS,
                    DatabasePhase.SEQUENCES,
                    DatabasePhase.VERIFY,
                    DatabasePhase.CLEANUP);

    private final MigrationStatus status;
    private final List<Readiness> readiness;

    private Following(MigrationStatus status, List<Readiness> readiness) {
        this.status = status;
        this.readiness = readiness;
    }

    /** Empty for a migration that follows nothing now. */
    static Optional<Following> of(MigrationStatus status, Collection<Readiness> readiness) {
        boolean follows =
                status.spec().mode() == MigrationMode.ONLINE
                        && !status.state().ended()
                        && !readiness.isEmpty();
        return follows
                ? Optional.of(new Following(status, List.copyOf(readiness)))
                : Optional.empty();
    }

    /** The worst lag of the databases; unknown as long as one is. */
    Optional<Duration> lag() {
        boolean unknown = readiness.stream().anyMatch(r -> r.lagMillis() < 0);
        return unknown
                ? Optional.empty()
                : readiness.stream()
                        .map(r -> Duration.ofMillis(r.lagMillis()))
                        .max(Duration::compareTo);
    }

    /** Whether every database could switch now. */
    boolean ready() {
        return readiness.size() >= status.databases().size()
                && readiness.stream().allMatch(Readiness::ready);
    }

    /** Lag, changes on their way, rates, WAL. */
    List<String> figures() {
        List<String> parts = new ArrayList<>();
        parts.add("lag " + lag().map(Following::seconds).orElse("unknown"));
        parts.add("pending " + Units.shortCount(sum(Readiness::pendingChanges)));
        parts.add(
                "captured "
                        + Units.shortCount(sum(Readiness::capturedPerSecond))
                        + "/s applied "
                        + Units.shortCount(sum(Readiness::appliedPerSecond))
                        + "/s");
        catchUp().ifPresent(parts::add);
        parts.add("WAL retained " + Units.bytes(sum(Readiness::retainedBytes)));
        if (readiness.stream().anyMatch(Readiness::overSlotLimit)) {
            parts.add("over the slot's limit");
        }
        return parts;
    }

    private static boolean fallsBehind(Readiness readiness) {
        return readiness.blockers().stream()
                .anyMatch(blocker -> blocker.code().equals("DUN-RDY-FALLING-BEHIND"));
    }

    private Optional<String> catchUp() {
        if (readiness.stream().anyMatch(Following::fallsBehind)) {
            return Optional.of("falling behind");
        }
        long longest = readiness.stream().mapToLong(Readiness::catchUpMillis).max().orElse(0);
        return longest <= 0
                ? Optional.empty()
                : Optional.of("caught up in ~" + Units.duration(Duration.ofMillis(longest)));
    }

    /**
     * What the user can do, or what is waited for; empty while nobody needs to know.
     *
     * @param place options that let another command find this migration
     */
    Optional<String> next(String place) {
        if (status.cutover().underWay()) {
            return Optional.empty();
        }
        if (status.state() == MigrationState.WAITING_FOR_USER_ACTION && ready()) {
            return Optional.of("ready: dunlin cutover " + status.name() + place);
        }
        return readiness.stream()
                .flatMap(r -> r.blockers().stream())
                .findFirst()
                .map(blocker -> "not ready: " + Text.safe(blocker.message()));
    }

    /** The steps of a cutover under way, the one of now marked. */
    Optional<String> cutover() {
        if (!status.cutover().underWay()) {
            return Optional.empty();
        }
        DatabasePhase now = Totals.of(status.databases()).slowest();
        List<String> steps = new ArrayList<>();
        for (DatabasePhase step : CUTOVER) {
            String label = step.label();
            steps.add(step == now ? "[" + label + "]" : step.before(now) ? label + " ok" : label);
        }
        return Optional.of(String.join(" > ", steps));
    }

    private long sum(ToLongFunction<Readiness> figure) {
        return readiness.stream().mapToLong(figure).sum();
    }

    /** A lag, to a tenth of a second while it is small. */
    static String seconds(Duration lag) {
        return lag.compareTo(Duration.ofMinutes(1)) < 0
                ? String.format(Locale.ROOT, "%.1fs", lag.toMillis() / 1000.0)
                : Units.duration(lag);
    }
}
