package dev.dunlin.embedded;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import kafka.coordinator.transaction.TransactionCoordinator;
import kafka.server.BrokerServer;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.server.common.RequestLocal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Option;
import scala.collection.immutable.Set;
import scala.collection.immutable.Set$;
import scala.runtime.BoxedUnit;

/**
 * Transactions a killed process left open. Readers of committed data would wait behind them until
 * they time out, a minute and more.
 */
final class OpenTransactions {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final int TIMEOUT_MILLIS = 60_000;

    private final TransactionCoordinator coordinator;

    OpenTransactions(BrokerServer broker) {
        coordinator = broker.transactionCoordinator();
    }

    void abort() {
        awaitLoaded();
        var ongoing =
                coordinator
                        .handleListTransactions(none(), Set$.MODULE$.<String>empty(), -1L, "")
                        .transactionStates();
        for (var transaction : ongoing) {
            if (transaction.transactionState().equals("Ongoing")) {
                abort(transaction.transactionalId());
            }
        }
    }

    /** Asking for a new producer epoch fences the old one and aborts what it had open. */
    private void abort(String transactionalId) {
        LOG.debug("aborting the open transaction of {}", transactionalId);
        coordinator.handleInitProducerId(
                transactionalId,
                TIMEOUT_MILLIS,
                false,
                false,
                Option.empty(),
                _ -> BoxedUnit.UNIT,
                RequestLocal.noCaching());
    }

    private static Set<Object> none() {
        return Set$.MODULE$.empty();
    }

    private void awaitLoaded() {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!isLoaded()) {
            if (System.nanoTime() > deadline) {
                throw new EmbeddedServerException("transactions did not load within 30 s");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }

    private boolean isLoaded() {
        var error = Errors.forCode(coordinator.handleDescribeTransactions("probe").errorCode());
        return error == Errors.TRANSACTIONAL_ID_NOT_FOUND;
    }
}
