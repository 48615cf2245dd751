package dev.dunlin.coordinator.rest;

import dev.dunlin.coordinator.report.RunReport;
import dev.dunlin.messaging.StatusView;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.Readiness;
import dev.dunlin.protocol.TableId;
import dev.dunlin.protocol.TablePhase;
import dev.dunlin.protocol.TableStatus;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of migrations. */
@Controller("/api/v1/migrations")
@Produces({"application/json", Problem.MEDIA_TYPE})
class MigrationsController {

    private static final Comparator<MigrationStatus> NEWEST_FIRST =
            Comparator.comparing(MigrationStatus::startedAt)
                    .reversed()
                    .thenComparing(status -> status.name().value());

    private static final Comparator<TableStatus> IN_ORDER =
            Comparator.comparing(TableStatus::table, order());

    private final RestPorts ports;

    MigrationsController(RestPorts ports) {
        this.ports = ports;
    }

    /**
     * Migrations, newest first; the parts of a migration of several databases are left out.
     *
     * @param filter {@code active} or {@code all}
     * @param state one of the states, in any case
     * @param q text that name, source or target has to hold
     */
    @Get
    HttpResponse<byte[]> all(
            @QueryValue @Nullable String filter,
            @QueryValue @Nullable String state,
            @QueryValue @Nullable String q,
            @QueryValue @Nullable Integer limit,
            @QueryValue @Nullable String cursor) {
        List<MigrationStatus> found =
                ports.view().get().migrations().values().stream()
                        .filter(status -> !status.name().isPart())
                        .filter(status -> !"active".equals(filter) || !status.state().ended())
                        .filter(status -> state == null || is(status, state))
                        .filter(status -> q == null || holds(status, q))
                        .sorted(NEWEST_FIRST)
                        .toList();
        return Answers.ok(Page.of(found, status -> status.name().value(), limit, cursor));
    }

    private static boolean is(MigrationStatus status, String state) {
        return status.state().label().equalsIgnoreCase(state);
    }

    private static boolean holds(MigrationStatus status, String text) {
        String all = status.name() + " " + status.spec().source() + " " + status.spec().target();
        return all.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
    }

    @Get("/{name}")
    HttpResponse<byte[]> one(String name) {
        StatusView view = ports.view().get();
        Optional<MigrationStatus> status = Lookup.migration(view, name);
        if (status.isEmpty()) {
            return Answers.problem(Lookup.unknown(name));
        }
        List<Readiness> readiness =
                view.readiness(status.get().name()).values().stream()
                        .sorted(Comparator.comparing(Readiness::database))
                        .toList();
        return Answers.ok(new MigrationView(status.get(), readiness))
                .header("ETag", "\"" + status.get().version() + "\"");
    }

    @Get("/{name}/databases")
    HttpResponse<byte[]> databases(String name) {
        return Lookup.migration(ports.view().get(), name)
                .map(status -> Answers.ok(status.databases()))
                .orElseGet(() -> Answers.problem(Lookup.unknown(name)));
    }

    /**
     * Its tables.
     *
     * @param phase one of the phases of a table
     * @param sort {@code bytes} or {@code rows}, largest first; else by database and number
     */
    @Get("/{name}/tables")
    HttpResponse<byte[]> tables(
            String name,
            @QueryValue @Nullable String database,
            @QueryValue @Nullable String phase,
            @QueryValue @Nullable String sort,
            @QueryValue @Nullable Integer limit,
            @QueryValue @Nullable String cursor) {
        StatusView view = ports.view().get();
        Optional<MigrationStatus> status = Lookup.migration(view, name);
        if (status.isEmpty()) {
            return Answers.problem(Lookup.unknown(name));
        }
        List<TableStatus> tables =
                view.tables(status.get().name()).values().stream()
                        .filter(t -> database == null || t.table().database().equals(database))
                        .filter(t -> phase == null || is(t.phase(), phase))
                        .sorted(sorting(sort))
                        .toList();
        return Answers.ok(Page.of(tables, table -> table.table().toString(), limit, cursor));
    }

    /** The evidence: what it moved, how long that took, what is proved. */
    @Get("/{name}/report")
    HttpResponse<byte[]> report(String name) {
        StatusView view = ports.view().get();
        return Lookup.migration(view, name)
                .map(status -> Answers.ok(RunReport.of(status, inOrder(view, status.name()))))
                .orElseGet(() -> Answers.problem(Lookup.unknown(name)));
    }

    private static List<TableStatus> inOrder(StatusView view, MigrationName name) {
        return view.tables(name).values().stream().sorted(IN_ORDER).toList();
    }

    private static boolean is(TablePhase phase, String label) {
        return phase.label().equalsIgnoreCase(label);
    }

    private static Comparator<TableStatus> sorting(@Nullable String sort) {
        return switch (sort == null ? "" : sort) {
            case "bytes" ->
                    Comparator.comparingLong(TableStatus::plannedBytes)
                            .reversed()
                            .thenComparing(IN_ORDER);
            case "rows" ->
                    Comparator.comparingLong(TableStatus::rows).reversed().thenComparing(IN_ORDER);
            default -> IN_ORDER;
        };
    }

    private static Comparator<TableId> order() {
        return Comparator.comparing(TableId::database).thenComparingInt(TableId::number);
    }
}
