package dev.dunlin.coordinator.rest;

import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.FailureKind;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.apache.kafka.common.KafkaException;

/** Dunlin's topics: how many messages lie in them, and how large they are. */
@Controller("/api/v1/topics")
@Produces({"application/json", Problem.MEDIA_TYPE})
class TopicsController {

    private final RestPorts ports;

    TopicsController(RestPorts ports) {
        this.ports = ports;
    }

    @Get
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<byte[]> topics() {
        try {
            return Answers.ok(ports.topics().get());
        } catch (FailureException e) {
            return Answers.problem(Problem.of(e));
        } catch (KafkaException e) {
            return Answers.problem(
                    Problem.of(
                            FailureException.permanent(
                                    new Failure(
                                            "DUN-KAFKA-TOPICS",
                                            FailureKind.TRANSPORT,
                                            "the topics cannot be looked at: " + e.getMessage(),
                                            "Check that the brokers run and let Dunlin describe"
                                                    + " its topics."))));
        }
    }
}
