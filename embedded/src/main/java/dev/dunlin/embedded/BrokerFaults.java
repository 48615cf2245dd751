package dev.dunlin.embedded;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.utils.Exit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a broker's faults end up. Kafka's answer to a fatal one (a full disk, a damaged log) is to
 * halt the JVM, which here is not the broker's alone: the fault is kept for whoever owns us.
 */
final class BrokerFaults {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final Set<BrokerFaults> RUNNING = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final CompletableFuture<EmbeddedServerException> fatal = new CompletableFuture<>();

    BrokerFaults(Path directory) {
        this.directory = directory;
    }

    /** Kafka asks for an end of the process without saying which broker it speaks of: all fail. */
    void watch() {
        RUNNING.add(this);
        Exit.setHaltProcedure((_, message) -> refuseExit(message));
        Exit.setExitProcedure((_, message) -> refuseExit(message));
    }

    void ignore() {
        RUNNING.remove(this);
    }

    private static void refuseExit(@Nullable String message) {
        var reason = message == null ? "see its log for the cause" : message;
        RUNNING.forEach(faults -> faults.report(reason, null, true));
        throw new EmbeddedServerException("broker stopped: " + reason);
    }

    EmbeddedServerException report(String message, @Nullable Throwable cause, boolean isFatal) {
        var failure = new EmbeddedServerException("broker in " + directory + ": " + message, cause);
        if (!isFatal) {
            LOG.warn("broker fault", failure);
        } else if (fatal.complete(failure)) {
            LOG.error("broker stopped working", failure);
        }
        return failure;
    }

    CompletableFuture<EmbeddedServerException> fatal() {
        return fatal;
    }
}
