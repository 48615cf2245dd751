package dev.dunlin.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.protocol.DatabaseAddress;
import dev.dunlin.protocol.Endpoint;
import dev.dunlin.protocol.SecretRef;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConnectionParametersTest {

    private static Iterable<String> allowed() {
        return Endpoint.PARAMETERS;
    }

    @ParameterizedTest
    @MethodSource("allowed")
    void each_parameter_that_is_taken_has_a_meaning(String name) {
        String value =
                switch (name) {
                    case "connect_timeout" -> "3";
                    case "target_session_attrs" -> "primary";
                    default -> "x";
                };
        var endpoint =
                new Endpoint("h", 1, "u", new TreeMap<>(Map.of(name, value)), SecretRef.NONE);

        assertThat(
                        ConnectionParameters.driverProperties(
                                new DatabaseAddress(endpoint, "d"), "dunlin"))
                .isNotEmpty();
    }
}
