package dev.dunlin.app.follow;

import dev.dunlin.app.run.ServerFile;
import dev.dunlin.coordinator.rest.MigrationView;
import dev.dunlin.coordinator.rest.Problem;
import dev.dunlin.messaging.UndecodableMessageException;
import dev.dunlin.messaging.Wire;
import dev.dunlin.protocol.TableStatus;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What can be asked of the process that runs a migration. */
public final class MigrationCalls implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(40);

    private final ServerFile server;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();

    public MigrationCalls(ServerFile server) {
        this.server = server;
    }

    /** The process understood and says no. */
    public static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Problem problem;

        Refused(Problem problem) {
            super(problem.detail());
            this.problem = problem;
        }

        /** What it said. */
        public Problem problem() {
            return problem;
        }
    }

    /** The migration and how far it follows its source. */
    public MigrationView view() throws IOException, InterruptedException {
        return Wire.decode(send("", "GET", Map.of()), MigrationView.class);
    }

    /** A page of tables. */
    private record Tables(List<TableStatus> items) {}

    /** Its tables. */
    public List<TableStatus> tables() throws IOException, InterruptedException {
        return Wire.decode(send("/tables?limit=5000", "GET", Map.of()), Tables.class).items();
    }

    /**
     * Asks for an action.
     *
     * @param action the last part of its path
     * @throws Refused when it was not accepted
     */
    public void act(String action, Map<String, Object> body)
            throws IOException, InterruptedException {
        send("/actions/" + action, "POST", body);
    }

    private byte[] send(String path, String method, Map<String, Object> body)
            throws IOException, InterruptedException {
        String root = "http://127.0.0.1:" + server.port() + "/api/v1/migrations/";
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(root + server.migration() + path))
                        .header("Authorization", "Bearer " + server.token())
                        .header("Content-Type", "application/json")
                        .timeout(TIMEOUT)
                        .method(
                                method,
                                method.equals("GET")
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofByteArray(Wire.encode(body)))
                        .build();
        HttpResponse<byte[]> response =
                client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() >= 400) {
            throw new Refused(problem(response));
        }
        return response.body();
    }

    private static Problem problem(HttpResponse<byte[]> response) throws IOException {
        try {
            return Wire.decode(response.body(), Problem.class);
        } catch (UndecodableMessageException e) {
            throw new IOException("something else answers at this port", e);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
