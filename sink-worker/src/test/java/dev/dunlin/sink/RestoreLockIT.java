package dev.dunlin.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dunlin.testkit.Await;
import dev.dunlin.testkit.TestDatabase;
import dev.dunlin.testkit.TestServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RestoreLockIT {

    private TestDatabase target;

    @BeforeEach
    void makeDatabase() {
        target = TestServers.target().createDatabase();
    }

    @AfterEach
    void dropDatabase() {
        target.close();
    }

    @Test
    void aSessionThatIsEndingIsWaitedFor() throws SQLException {
        try (Connection next = target.connect();
                Connection watching = target.connect()) {
            CompletableFuture<Void> taking;
            try (Connection ending = target.connect()) {
                RestoreLock.take(ending, "shop");
                taking =
                        CompletableFuture.runAsync(
                                () ->
                                        assertThatCode(() -> RestoreLock.take(next, "shop"))
                                                .doesNotThrowAnyException());
                Await.until("both asked", () -> sessionsThatAsked(watching) == 2);
            }
            assertThat(taking).succeedsWithin(Duration.ofSeconds(10));
        }
    }

    @Test
    void aSessionThatStaysIsNamed() throws SQLException {
        try (Connection staying = target.connect();
                Connection next = target.connect()) {
            RestoreLock.take(staying, "shop");

            assertThatThrownBy(() -> RestoreLock.take(next, "shop"))
                    .hasMessageContaining("DUN-TGT-BUSY")
                    .hasMessageContaining("shop");
        }
    }

    private static long sessionsThatAsked(Connection watching) throws SQLException {
        try (Statement statement = watching.createStatement();
                var row =
                        statement.executeQuery(
                                """
                                SELECT count(*) FROM pg_stat_activity
                                WHERE datname = current_database() AND pid <> pg_backend_pid()
                                AND query LIKE '%pg_try_advisory_lock%'
                                """)) {
            row.next();
            return row.getLong(1);
        }
    }
}
