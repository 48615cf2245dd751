package dev.dunlin.coordinator.rest;

import dev.dunlin.protocol.CutoverStatus;
import dev.dunlin.protocol.DatabasePair;
import dev.dunlin.protocol.Endpoint;
import dev.dunlin.protocol.MigrationMode;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.MigrationOption;
import dev.dunlin.protocol.MigrationSettings;
import dev.dunlin.protocol.MigrationSpec;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.MigrationSubstate;
import dev.dunlin.protocol.OnlineSettings;
import dev.dunlin.protocol.Roles;
import dev.dunlin.protocol.SecretRef;
import dev.dunlin.protocol.TablePatterns;
import dev.dunlin.protocol.VerifyMode;
import java.util.List;
import java.util.TreeMap;

/** An online migration that waits for its user. */
public final class OnlineSample {

    static final MigrationName NAME = new MigrationName("shop-1");

    private OnlineSample() {}

    public static MigrationStatus status() {
        return new MigrationStatus(
                NAME,
                MigrationState.WAITING_FOR_USER_ACTION,
                MigrationSubstate.WAITING_FOR_CUTOVER_TRIGGER,
                7,
                spec(),
                "2026-11-20T10:00:00Z",
                "2026-11-20T10:00:42Z",
                0,
                List.of(),
                CutoverStatus.NONE,
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static MigrationSpec spec() {
        return new MigrationSpec(
                NAME,
                MigrationMode.ONLINE,
                MigrationOption.VALIDATE_AND_MIGRATE,
                MigrationSpec.ON_PREMISES,
                endpoint("old"),
                endpoint("new"),
                List.of(new DatabasePair("shop", "shop")),
                TablePatterns.ALL,
                new MigrationSettings(
                        2,
                        1 << 20,
                        VerifyMode.FULL,
                        false,
                        true,
                        true,
                        Roles.CHECK,
                        4,
                        OnlineSettings.DEFAULT),
                "p",
                "p");
    }

    private static Endpoint endpoint(String host) {
        return new Endpoint(host, 5432, "me", new TreeMap<>(), SecretRef.NONE);
    }
}
