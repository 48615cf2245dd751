package dev.dunlin.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.testkit.TestDatabase;
import dev.dunlin.testkit.TestServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a session may set for itself before it builds indexes. */
class BuildSessionIT {

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
    void aSuperuserDoesNotWaitASecondForAutovacuumToGiveWay() throws SQLException {
        try (Connection connection = target.connect()) {
            BuildSession.prepare(connection);

            assertThat(setting(connection, "deadlock_timeout")).isEqualTo("50ms");
            assertThat(setting(connection, "maintenance_work_mem")).isEqualTo("128MB");
        }
    }

    @Test
    void anOrdinaryUserBuildsWithTheServersPatience() throws SQLException {
        try (Connection connection = target.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET ROLE pg_read_all_settings");

            BuildSession.prepare(connection);

            assertThat(setting(connection, "deadlock_timeout")).isEqualTo("1s");
            assertThat(setting(connection, "maintenance_work_mem")).isEqualTo("128MB");
        }
    }

    private static String setting(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                var row = statement.executeQuery("SHOW " + name)) {
            row.next();
            return row.getString(1);
        }
    }
}
