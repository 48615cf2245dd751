package dev.dunlin.messaging;

import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/**
 * Which installation of Dunlin this process belongs to: all that share a Kafka cluster are one, and
 * the cluster's id is its name. It is written on what is made in databases, so that two
 * installations that meet there can tell each other's from their own. Asked for once, when it is
 * needed.
 */
public final class Installation implements Supplier<String> {

    private final Admin admin;
    private volatile @Nullable String id;

    public Installation(Admin admin) {
        this.admin = admin;
    }

    /**
     * Its id: letters, digits, '-' and '_'.
     *
     * @throws dev.dunlin.protocol.FailureException retryable, when Kafka does not say
     */
    @Override
    public String get() {
        String known = id;
        if (known == null) {
            known =
                    Waiting.on(
                            admin.describeCluster()
                                    .clusterId()
                                    .toCompletionStage()
                                    .toCompletableFuture(),
                            FailureCodes.TOPIC,
                            "cannot ask which cluster this is");
            id = known;
        }
        return known;
    }
}
