package dev.dunlin.coordinator.leftovers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.dunlin.protocol.CaptureNames;
import dev.dunlin.protocol.CutoverStatus;
import dev.dunlin.protocol.DatabasePair;
import dev.dunlin.protocol.Endpoint;
import dev.dunlin.protocol.Leftover;
import dev.dunlin.protocol.Leftover.Kind;
import dev.dunlin.protocol.MigrationMode;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.MigrationOption;
import dev.dunlin.protocol.MigrationSettings;
import dev.dunlin.protocol.MigrationSpec;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.MigrationSubstate;
import dev.dunlin.protocol.SecretRef;
import dev.dunlin.protocol.Side;
import dev.dunlin.protocol.TablePatterns;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JudgementTest {

    private static final String HERE = "here";
    private static final MigrationName SHOP = new MigrationName("shop");
    private static final String SLOT = CaptureNames.of(SHOP, "orders").slot();

    private static MigrationStatus status(MigrationState state) {
        Endpoint server = new Endpoint("db", 5432, "me", new TreeMap<>(), SecretRef.NONE);
        MigrationSpec spec =
                new MigrationSpec(
                        SHOP,
                        MigrationMode.ONLINE,
                        MigrationOption.MIGRATE,
                        MigrationSpec.ON_PREMISES,
                        server,
                        server,
                        List.of(new DatabasePair("orders", "orders_new")),
                        TablePatterns.ALL,
                        MigrationSettings.usual(),
                        "near",
                        "far");
        return new MigrationStatus(
                SHOP,
                state,
                MigrationSubstate.COMPLETED,
                1,
                spec,
                "2026-11-02T10:00:00Z",
                "2026-11-02T10:00:00Z",
                0,
                List.of(),
                CutoverStatus.NONE,
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static Leftover found(String name, String migration, String installation, int users) {
        return new Leftover(
                Kind.SLOT, "db:5432", "orders", name, migration, installation, "", 7, users);
    }

    private static Optional<FoundLeftover> judged(Leftover found, MigrationStatus... known) {
        return new Judgement(HERE, List.of(known)).judge(found);
    }

    @ParameterizedTest
    @EnumSource(MigrationState.class)
    void whatAMigrationNeedsIsNone(MigrationState state) {
        boolean needed =
                switch (state) {
                    case IN_PROGRESS, WAITING_FOR_USER_ACTION, FAILED -> true;
                    case SUCCEEDED, CANCELED, VALIDATION_FAILED -> false;
                };
        assertThat(judged(found(SLOT, "shop", HERE, 0), status(state)).isEmpty()).isEqualTo(needed);
        // Also when nothing but its name says whose it is.
        assertThat(judged(found(SLOT, "", "", 0), status(state)).isEmpty()).isEqualTo(needed);
    }

    @Test
    void whatIsOursAndOfNobodyMayGo() {
        FoundLeftover gone = judged(found("dunlin_x_00000000", "x", HERE, 0)).orElseThrow();
        assertThat(gone.why()).isEqualTo("there is no migration x");
        assertThat(gone.guard()).isEmpty();
        assertThat(gone.id()).isEqualTo("slot:db:5432/orders/dunlin_x_00000000");

        FoundLeftover over =
                judged(found(SLOT, "shop", HERE, 0), status(MigrationState.CANCELED)).orElseThrow();
        assertThat(over.why()).isEqualTo("migration shop is Canceled");
        assertThat(over.guard()).isEmpty();
    }

    @Test
    void whatMayBeAnothersIsKept() {
        // A live migration here does not make another installation's slot of that name ours.
        FoundLeftover other =
                judged(found(SLOT, "shop", "there", 0), status(MigrationState.IN_PROGRESS))
                        .orElseThrow();
        assertThat(other.why()).contains("another installation", "there");
        assertThat(other.guard()).contains("another installation");

        assertThat(judged(found("dunlin_x_00000000", "", "", 0)).orElseThrow().guard())
                .contains("which installation");
        assertThat(judged(found("dunlin_x_00000000", "x", HERE, 1)).orElseThrow().guard())
                .isEqualTo("in use by 1 sessions");
    }

    @Test
    void aServerIsLookedAtOnceByTheLatestWay() {
        assertThat(
                        Place.ofMigrations(
                                List.of(
                                        status(MigrationState.FAILED),
                                        status(MigrationState.FAILED))))
                .extracting(Place::side, Place::pool, place -> place.address().database())
                .containsExactly(
                        tuple(Side.SOURCE, "near", "orders"),
                        tuple(Side.TARGET, "far", "orders_new"));
    }
}
