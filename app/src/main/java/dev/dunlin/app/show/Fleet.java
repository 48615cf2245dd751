package dev.dunlin.app.show;

import dev.dunlin.app.show.Listing.Column;
import dev.dunlin.coordinator.rest.MigrationView;
import dev.dunlin.protocol.DatabasePair;
import dev.dunlin.protocol.MigrationMode;
import dev.dunlin.protocol.MigrationSpec;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.Readiness;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;

/** Many migrations as a table. */
public final class Fleet {

    private final InstantSource clock;
    private final Style style;

    private Fleet(InstantSource clock, Style style) {
        this.clock = clock;
        this.style = style;
    }

    /** The grid of a portal: what each is, how far it is, how long it has taken. */
    public static Listing<MigrationView> listing(InstantSource clock, Style style) {
        Fleet fleet = new Fleet(clock, style);
        return new Listing<>(
                view -> view.status().name().value(),
                List.of(
                        Column.left("NAME", view -> view.status().name().value()),
                        Column.<MigrationView>left("STATUS", v -> v.status().state().label())
                                .painted(fleet::colour),
                        Column.<MigrationView>left("PHASE", v -> Phases.of(v.status())).onlyWide(),
                        Column.left("MODE", view -> mode(spec(view))),
                        Column.left("TYPE", view -> type(spec(view))),
                        Column.left("SOURCE SERVER", view -> spec(view).source().place()),
                        Column.left("SOURCE TYPE", view -> spec(view).sourceType()),
                        Column.<MigrationView>left("TARGET SERVER", v -> spec(v).target().place())
                                .onlyWide(),
                        Column.left("DATABASES", Fleet::databases),
                        Column.right("PROGRESS", fleet::progress),
                        Column.right("LAG", Fleet::lag),
                        Column.right("DURATION", fleet::duration),
                        Column.right("STARTED", fleet::started)));
    }

    private static MigrationSpec spec(MigrationView view) {
        return view.status().spec();
    }

    private UnaryOperator<String> colour(MigrationView view) {
        return switch (view.status().state()) {
            case SUCCEEDED -> style::good;
            case WAITING_FOR_USER_ACTION -> style::warning;
            case FAILED, VALIDATION_FAILED -> style::bad;
            case IN_PROGRESS, CANCELED -> UnaryOperator.identity();
        };
    }

    /** {@code Offline} or {@code Online}, as the seeds of the field spell it. */
    static String mode(MigrationSpec spec) {
        String name = spec.mode().name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }

    static String type(MigrationSpec spec) {
        return switch (spec.option()) {
            case VALIDATE -> "Validate";
            case MIGRATE -> "Migrate";
            case VALIDATE_AND_MIGRATE -> "ValidateAndMigrate";
        };
    }

    private static String databases(MigrationView view) {
        List<DatabasePair> pairs = spec(view).databases();
        return pairs.size() == 1 ? pairs.getFirst().source() : pairs.size() + " databases";
    }

    private String progress(MigrationView view) {
        MigrationStatus status = view.status();
        if (status.databases().isEmpty()) {
            return "";
        }
        Picture picture = Picture.of(status, view.readiness(), clock.instant(), "");
        return (int) Math.floor(100 * picture.copyFraction()) + "%";
    }

    /** The worst lag of its databases; empty where nothing follows. */
    static String lag(MigrationView view) {
        return Following.of(view.status(), view.readiness())
                .map(f -> f.lag().map(Following::seconds).orElse("unknown"))
                .orElse("");
    }

    private String duration(MigrationView view) {
        MigrationStatus status = view.status();
        boolean ended = status.state().ended();
        return between(
                status.startedAt(), ended ? Instant.parse(status.updatedAt()) : clock.instant());
    }

    private String started(MigrationView view) {
        return ago(view.status().startedAt(), clock.instant());
    }

    private static String between(String from, Instant to) {
        return Units.clock(Duration.between(Instant.parse(from), to));
    }

    /** How long ago a moment is, in its largest unit: {@code 3h ago}. */
    static String ago(String moment, Instant now) {
        Duration age = Duration.between(Instant.parse(moment), now);
        if (age.toDays() > 0) {
            return age.toDays() + "d ago";
        }
        if (age.toHours() > 0) {
            return age.toHours() + "h ago";
        }
        return age.toMinutes() > 0
                ? age.toMinutes() + "m ago"
                : Math.max(0, age.toSeconds()) + "s ago";
    }

    /** Whether it is worth asking how far it follows its source. */
    public static boolean follows(MigrationStatus status) {
        return status.spec().mode() == MigrationMode.ONLINE && !status.state().ended();
    }

    /** How far databases follow their sources. */
    public static Listing<Readiness> lags(Style style) {
        return new Listing<>(
                one -> one.migration() + "." + one.database(),
                List.of(
                        Column.left("NAME", one -> one.migration().value()),
                        Column.left("DATABASE", Readiness::database),
                        Column.right("LAG", one -> known(one.lagMillis(), Fleet::millis)),
                        Column.right("BEHIND", one -> known(one.lagBytes(), Units::bytes)),
                        Column.right("PENDING", one -> Units.shortCount(one.pendingChanges())),
                        Column.right("CAPTURED/S", o -> Units.shortCount(o.capturedPerSecond())),
                        Column.right("APPLIED/S", o -> Units.shortCount(o.appliedPerSecond())),
                        Column.right("CAUGHT UP IN", Fleet::catchUp),
                        Column.right("WAL RETAINED", one -> Units.bytes(one.retainedBytes())),
                        Column.<Readiness>left("READY", one -> one.ready() ? "yes" : "no")
                                .painted(o -> o.ready() ? style::good : style::warning),
                        Column.<Readiness>left("WHY NOT", Fleet::blockers).onlyWide()));
    }

    private static String known(long value, LongFunction<String> text) {
        return value < 0 ? "unknown" : text.apply(value);
    }

    private static String millis(long lag) {
        return Following.seconds(Duration.ofMillis(lag));
    }

    private static String catchUp(Readiness one) {
        return switch (Long.signum(one.catchUpMillis())) {
            case 0 -> "now";
            case 1 -> "~" + Units.duration(Duration.ofMillis(one.catchUpMillis()));
            default -> "never";
        };
    }

    private static String blockers(Readiness one) {
        return String.join("; ", one.blockers().stream().map(Readiness.Blocker::message).toList());
    }

    /** States by which lists are filtered, as people type them. */
    public static List<String> states() {
        return List.of(MigrationState.values()).stream().map(MigrationState::label).toList();
    }
}
