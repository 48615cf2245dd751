package dev.dunlin.sink;

import dev.dunlin.postgres.SqlFile;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.FailureKind;
import dev.dunlin.protocol.MigrationName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Optional;

/**
 * Whose a target database is: what the ledger says, and whether anybody works for that owner. Every
 * session that writes for an owner shares an advisory lock until it ends; who gets the lock for
 * itself has proved that there is none.
 */
final class Ownership {

    private static final SqlFile OWNER = SqlFile.of(Ownership.class, "ledger-owner");
    private static final SqlFile AT_WORK = SqlFile.of(Ownership.class, "ledger-sessions");
    private static final long KEY = 0x64756e6c696fL;

    private final Connection connection;
    private final String installation;

    /**
     * Looks at the database of a connection.
     *
     * @param installation the one that asks
     */
    Ownership(Connection connection, String installation) {
        this.connection = connection;
        this.installation = installation;
    }

    /**
     * Who a ledger was laid for.
     *
     * @param installation empty when it does not say
     * @param since when it was laid, RFC 3339
     */
    record Owner(String migration, String installation, String since) {

        boolean isOf(String asking) {
            return installation.isEmpty() || installation.equals(asking);
        }
    }

    /** Who the database belongs to; empty without a ledger. */
    Optional<Owner> owner() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet there =
                        statement.executeQuery(
                                "SELECT pg_catalog.to_regclass('dunlin_ledger.migration')"
                                        + " IS NOT NULL")) {
            there.next();
            if (!there.getBoolean(1)) {
                return Optional.empty();
            }
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(OWNER.text())) {
            return row.next()
                    ? Optional.of(new Owner(text(row, 1), text(row, 2), text(row, 3)))
                    : Optional.of(new Owner("", "", ""));
        }
    }

    private static String text(ResultSet row, int column) throws SQLException {
        return Objects.requireNonNullElse(row.getString(column), "");
    }

    boolean isOurs(Owner owner, MigrationName migration) {
        return owner.migration().equals(migration.value()) && owner.isOf(installation);
    }

    /**
     * Requires the database to be this migration's, and keeps others from taking it over while this
     * session lasts.
     */
    void require(MigrationName migration, String database) throws SQLException {
        share(database);
        Optional<Owner> owner = owner();
        if (owner.isEmpty()) {
            throw FailureException.permanent(
                    new Failure(
                            "DUN-TGT-LEDGER",
                            FailureKind.TARGET,
                            "target database " + database + " has lost its dunlin_ledger",
                            "it was dropped or replaced meanwhile: start the migration again"));
        }
        if (!isOurs(owner.get(), migration)) {
            throw FailureException.permanent(refusal(database, owner.get()));
        }
    }

    private void share(String database) throws SQLException {
        if (!lock("pg_try_advisory_lock_shared")) {
            throw new FailureException(
                    new Failure(
                            "DUN-TGT-BUSY",
                            FailureKind.TARGET,
                            "another session is taking target database " + database + " over",
                            "wait for it, or end it with pg_terminate_backend"),
                    true,
                    null);
        }
    }

    private boolean lock(String function) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT pg_catalog." + function + "(" + KEY + ")")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /** Keeps every other session out until this one ends; false when one works there. */
    boolean takeAlone() throws SQLException {
        return lock("pg_try_advisory_lock");
    }

    /** How many sessions work for the owner now. */
    int sessionsAtWork() throws SQLException {
        String sql = AT_WORK.text().replace("$KEY", String.valueOf(KEY));
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }

    /** Why the database is not to be had: another migration's, maybe of another installation. */
    Failure refusal(String database, Owner owner) {
        if (owner.isOf(installation)) {
            return new Failure(
                    "DUN-TGT-BUSY",
                    FailureKind.TARGET,
                    "target database %s belongs to migration %s"
                            .formatted(database, owner.migration()),
                    "choose another database, or cancel that migration; what is left of one that"
                            + " is gone: dunlin leftovers");
        }
        return new Failure(
                "DUN-TGT-INSTALLATION",
                FailureKind.TARGET,
                "target database %s belongs to migration %s of another installation of Dunlin (%s),"
                                .formatted(database, owner.migration(), owner.installation())
                        + " since "
                        + owner.since(),
                "let that one finish, or cancel it there; when it is given up and none of its"
                        + " sessions is connected, --overwrite drops what it left");
    }
}
