package dev.dunlin.coordinator.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.messaging.StatusView;
import dev.dunlin.messaging.TopicSurvey.TopicFacts;
import dev.dunlin.messaging.WorkersView;
import dev.dunlin.protocol.ConnectionFacts;
import dev.dunlin.protocol.DatabaseAddress;
import dev.dunlin.protocol.Reply;
import dev.dunlin.protocol.Side;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What only workers and brokers can tell, with workers and brokers of the test's own. */
class ServersTest {

    private static final Queue<String> TESTED = new ConcurrentLinkedQueue<>();
    private static Supplier<List<TopicFacts>> topics = List::of;

    private static final RestServer SERVER =
            new RestServer(
                    new RestPorts(
                            () ->
                                    new StatusView(
                                            Map.of(OnlineSample.NAME, OnlineSample.status()),
                                            Map.of(),
                                            Map.of()),
                            c -> new Reply(c.migration(), c.id(), Reply.Status.ACCEPTED, ""),
                            new EventLog(10),
                            Guard.open(),
                            password -> "sealed",
                            () -> WorkersView.UNKNOWN,
                            ServersTest::test,
                            LeftoverPort.NONE,
                            () -> topics.get(),
                            ConnectionPort.NONE));

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static String root = "";

    @BeforeAll
    static void start() {
        root = "http://127.0.0.1:" + SERVER.start() + "/api/v1";
    }

    @AfterAll
    static void stop() {
        SERVER.close();
        CLIENT.close();
    }

    private static ConnectionFacts test(Side side, String pool, DatabaseAddress address) {
        TESTED.add(side + " " + pool + " " + address.endpoint() + "/" + address.database());
        return new ConnectionFacts("18.1", "me", "", List.of());
    }

    private static HttpResponse<String> ask(String body) throws Exception {
        TESTED.clear();
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(root + "/connections/actions/test"))
                        .POST(BodyPublishers.ofString(body))
                        .build();
        return CLIENT.send(request, BodyHandlers.ofString());
    }

    private static HttpResponse<String> topics() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(root + "/topics")).build();
        return CLIENT.send(request, BodyHandlers.ofString());
    }

    @ParameterizedTest
    @CsvSource({"source, SOURCE p me@old:5432/shop", "target, TARGET p me@new:5432/shop"})
    void the_server_of_a_migration_is_tested_as_the_migration_knows_it(String side, String tested)
            throws Exception {
        HttpResponse<String> answer =
                ask("{\"migration\":\"shop-1\",\"side\":\"%s\"}".formatted(side));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("18.1");
        assertThat(TESTED).containsExactly(tested);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"migration\":\"none\",\"side\":\"source\"} | 404",
                "{\"migration\":\"shop-1\"} | 400",
                "{\"migration\":\"shop-1\",\"side\":\"left\"} | 400",
                "{\"side\":\"source\"} | 422"
            })
    void nothing_is_tested_that_is_not_known(String body, int status) throws Exception {
        assertThat(ask(body).statusCode()).isEqualTo(status);
        assertThat(TESTED).isEmpty();
    }

    @Test
    void topics_are_listed_and_brokers_that_refuse_are_a_problem() throws Exception {
        topics = () -> List.of(new TopicFacts("dunlin.events", 1, 1, 42, 9_000));
        assertThat(topics().body())
                .isEqualTo(
                        "[{\"name\":\"dunlin.events\",\"partitions\":1,\"replicas\":1,"
                                + "\"messages\":42,\"bytes\":9000}]");
        topics =
                () -> {
                    throw new TopicAuthorizationException("not for you");
                };
        assertThat(topics().statusCode()).isEqualTo(422);
        assertThat(topics().body()).contains("DUN-KAFKA-TOPICS").contains("not for you");
    }
}
