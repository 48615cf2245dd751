package dev.dunlin.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.testkit.TestDatabase;
import dev.dunlin.testkit.TestServer;
import dev.dunlin.testkit.TestServers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be followed is refused by the command before anything is made on either side. */
final class OnlineRefusalIT {

    private static final int VALIDATION_FAILED = 5;

    @TempDir private Path home;

    @Test
    void a_server_that_decodes_nothing_is_refused() throws Exception {
        try (TestServer from =
                        TestServers.own(
                                TestServers.options(TestServers.source().major())
                                        .with("wal_level", "replica")
                                        .with("max_replication_slots", "1")
                                        .with("max_wal_senders", "0")
                                        .with("max_slot_wal_keep_size", "16MB"));
                TestDatabase source = from.createDatabase();
                TestDatabase target = TestServers.target().createDatabase();
                OnlineRun run = new OnlineRun(home, source, target)) {
            source.execute("CREATE TABLE item (id int PRIMARY KEY)");
            String said = refused(run, source, target);
            assertThat(said)
                    .contains("DUN-SRC-WAL-LEVEL", "wal_level is replica")
                    .contains("ALTER SYSTEM SET wal_level = logical")
                    .contains("DUN-SRC-SLOTS", "1 of max_replication_slots are free, 2 are needed")
                    .contains("DUN-SRC-SENDERS", "0 of max_wal_senders are free, 2 are needed")
                    .contains("DUN-SRC-WAL-KEPT", "max_slot_wal_keep_size is 16 MB");
        }
    }

    @Test
    void tables_that_cannot_be_followed_are_refused_by_name() throws Exception {
        try (TestServer from =
                        TestServers.own(
                                TestServers.options(TestServers.source().major())
                                        .with("max_prepared_transactions", "5"));
                TestDatabase source = from.createDatabase();
                TestDatabase target = TestServers.target().createDatabase();
                OnlineRun run = new OnlineRun(home, source, target)) {
            source.execute(
                    "CREATE TABLE fine (id int PRIMARY KEY)",
                    "CREATE TABLE keyless (id int)",
                    "CREATE TABLE \"Lazy\" (id int PRIMARY KEY DEFERRABLE)",
                    "CREATE TABLE alike (id int PRIMARY KEY, note text, \"Note\" text)",
                    "CREATE UNLOGGED TABLE fast (id int PRIMARY KEY)",
                    "SELECT lo_from_bytea(0, 'content')",
                    "BEGIN; INSERT INTO fine VALUES (1); PREPARE TRANSACTION 'left over'");
            String said = refused(run, source, target);
            assertThat(said)
                    .contains("DUN-SRC-REPLICA-IDENTITY")
                    .contains("ALTER TABLE \"public\".\"keyless\" REPLICA IDENTITY FULL;")
                    .contains("ALTER TABLE \"public\".\"Lazy\" REPLICA IDENTITY FULL;")
                    .contains("DUN-SRC-COLUMN-CASE", "\"public\".\"alike\"", "\"Note\"")
                    .contains("DUN-SRC-UNLOGGED", "ALTER TABLE \"public\".\"fast\" SET LOGGED;")
                    .contains("DUN-SRC-LARGE-OBJECT-CHANGES", "1 large objects")
                    .contains("DUN-SRC-PREPARED", "left over");
            assertThat(source.column("SELECT gid FROM pg_prepared_xacts"))
                    .containsExactly("left over");
            source.execute("ROLLBACK PREPARED 'left over'");
        }
    }

    @Test
    void a_user_without_the_right_is_refused() throws Exception {
        try (TestDatabase source = TestServers.source().createDatabase();
                TestDatabase target = TestServers.target().createDatabase()) {
            String user = "mover_" + source.name();
            source.execute(
                    "CREATE TABLE item (id int PRIMARY KEY)",
                    "CREATE ROLE " + user + " LOGIN",
                    "GRANT SELECT ON item TO " + user);
            String uri = source.uri().replace("//postgres@", "//" + user + "@");
            try (OnlineRun run = new OnlineRun(home, uri, target.uri())) {
                assertThat(refused(run, source, target))
                        .contains("DUN-SRC-REPLICATION", "ALTER ROLE … REPLICATION for " + user)
                        .contains("DUN-SRC-CREATE", "GRANT CREATE ON DATABASE")
                        .contains("DUN-SRC-TABLE-OWNER", "\"public\".\"item\"");
            } finally {
                source.execute("DROP OWNED BY " + user, "DROP ROLE " + user);
            }
        }
    }

    /** What the command says while it refuses; neither side is other than before. */
    private static String refused(OnlineRun run, TestDatabase source, TestDatabase target)
            throws Exception {
        List<String> before = List.of(seen(source), seen(target));
        run.start();
        assertThat(run.process().await()).as(run.process().errors()).isEqualTo(VALIDATION_FAILED);
        OnlineRun.assertNothingOn(source);
        OnlineRun.assertNothingOn(target);
        assertThat(List.of(seen(source), seen(target))).isEqualTo(before);
        return run.process().output() + run.process().errors();
    }

    /** Everything the database has a name for. */
    private static String seen(TestDatabase database) {
        return database.value(
                "SELECT string_agg(relname, ' ' ORDER BY relname) || (SELECT string_agg(nspname,"
                        + " ' ' ORDER BY nspname) FROM pg_namespace WHERE nspname !~ '^pg_') FROM"
                        + " pg_class WHERE relnamespace <> 'pg_toast'::regnamespace");
    }
}
