package dev.dunlin.sink.apply;

import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.FailureKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Sets up the session that applies changes. */
final class ApplySession {

    private static final int JIT = 11;
    private static final int PLAN_CACHE_MODE = 12;
    private static final String PRIVILEGE = "42501";

    private ApplySession() {}

    /**
     * Commits need not wait for the disk, because rows and position are lost together. Rows are
     * found by index whatever the planner guesses of the arrays' sizes. As in logical replication,
     * neither triggers nor foreign keys act on what acted on the source already.
     *
     * @throws FailureException {@code DUN-TGT-REPLICA-ROLE} when the user may not have that
     */
    static void prepare(Connection connection) throws SQLException {
        int major = connection.getMetaData().getDatabaseMajorVersion();
        try (Statement statement = connection.createStatement()) {
            for (String setting :
                    List.of(
                            "synchronous_commit = off",
                            "enable_hashjoin = off",
                            "enable_mergejoin = off",
                            "enable_seqscan = off")) {
                statement.execute("SET " + setting);
            }
            if (major >= JIT) {
                statement.execute("SET jit = off");
            }
            if (major >= PLAN_CACHE_MODE) {
                statement.execute("SET plan_cache_mode = force_generic_plan");
            }
            statement.execute("SET session_replication_role = replica");
            connection.commit();
        } catch (SQLException e) {
            if (PRIVILEGE.equals(e.getSQLState())) {
                throw refused();
            }
            throw e;
        }
    }

    private static FailureException refused() {
        return FailureException.permanent(
                new Failure(
                        "DUN-TGT-REPLICA-ROLE",
                        FailureKind.TARGET,
                        "the target's user may not set session_replication_role: triggers and"
                                + " foreign keys would act again on what acted on the source",
                        "GRANT SET ON PARAMETER session_replication_role to the user (from"
                                + " PostgreSQL 15 on) or connect as a superuser or as the"
                                + " service's administrator, then run the same command again"));
    }
}
