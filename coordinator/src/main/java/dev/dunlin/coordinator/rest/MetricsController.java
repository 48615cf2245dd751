package dev.dunlin.coordinator.rest;

import dev.dunlin.metrics.Meters;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** What this process measures, for Prometheus. */
@Open
@Controller("/metrics")
class MetricsController {

    @Get
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<String> page() {
        return HttpResponse.ok(Meters.process().page()).header("Content-Type", Meters.CONTENT_TYPE);
    }
}
