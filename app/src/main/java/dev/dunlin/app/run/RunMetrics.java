package dev.dunlin.app.run;

import dev.dunlin.coordinator.figures.Figures;
import dev.dunlin.messaging.StatusView;
import dev.dunlin.messaging.WorkersView;
import dev.dunlin.metrics.Meters;
import dev.dunlin.metrics.ProcessMeters;
import dev.dunlin.metrics.TableSeries;
import dev.dunlin.service.Health;
import dev.dunlin.service.HealthServer;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a run tells of itself while it lasts, on a port where one is asked for. */
final class RunMetrics implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunMetrics.class);

    private final ProcessMeters process = ProcessMeters.begin("run");
    private final Meters.Source figures;
    private final Optional<HealthServer> server;

    private RunMetrics(Supplier<StatusView> view, Optional<HealthServer> server) {
        this.figures =
                Meters.process()
                        .add(new Figures(view, () -> WorkersView.UNKNOWN, TableSeries.NONE));
        this.server = server;
    }

    /** Begins to tell; the one migration of a run is all it knows. */
    static RunMetrics begin(Optional<Integer> port, Supplier<StatusView> view) {
        return new RunMetrics(view, port.map(RunMetrics::listening));
    }

    private static HealthServer listening(int port) {
        InetSocketAddress place = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
        try {
            HealthServer server = HealthServer.start(place, () -> Health.UP);
            LOG.info("metrics at port {}", server.port());
            return server;
        } catch (UncheckedIOException e) {
            throw RunEnded.broken(
                    "DUN-RUN-PORT",
                    e.getMessage() + ": " + Causes.shortest(e),
                    "Choose another --http-port, or 0 for a free one.");
        }
    }

    @Override
    public void close() {
        server.ifPresent(HealthServer::close);
        figures.close();
        process.close();
    }
}
