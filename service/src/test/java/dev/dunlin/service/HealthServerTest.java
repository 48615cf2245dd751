package dev.dunlin.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.metrics.ProcessMeters;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class HealthServerTest {

    private volatile Health health = Health.STARTING;

    @Test
    void says_whether_the_process_lives_and_whether_it_works() throws Exception {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (HealthServer server = HealthServer.start(any, () -> health)) {
            assertThat(status(server, "liveness")).isEqualTo(200);
            assertThat(status(server, "readiness")).isEqualTo(503);
            health = Health.UP;
            assertThat(status(server, "readiness")).isEqualTo(200);
            health = new Health(false, false);
            assertThat(status(server, "liveness")).isEqualTo(503);
        }
    }

    @Test
    void tells_what_the_process_measures() throws Exception {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (HealthServer server = HealthServer.start(any, () -> health);
                ProcessMeters _ = ProcessMeters.begin("cdc-worker")) {
            HttpResponse<String> page = get(server, "/metrics");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("Content-Type"))
                    .contains("text/plain; version=0.0.4; charset=utf-8");
            assertThat(page.body()).contains("dunlin_build_info{role=\"cdc-worker\"");
        }
    }

    private static int status(HealthServer server, String what) throws Exception {
        return get(server, "/health/" + what).statusCode();
    }

    private static HttpResponse<String> get(HealthServer server, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
