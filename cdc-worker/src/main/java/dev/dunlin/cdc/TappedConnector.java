package dev.dunlin.cdc;

import io.debezium.connector.postgresql.PostgresConnector;
import org.apache.kafka.connect.connector.Task;

/** Debezium's connector for PostgreSQL with our task. The engine makes it by its name. */
public final class TappedConnector extends PostgresConnector {

    @Override
    public Class<? extends Task> taskClass() {
        return TappedTask.class;
    }
}
