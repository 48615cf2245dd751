package dev.dunlin.spec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dunlin.protocol.Endpoint;
import dev.dunlin.protocol.Side;
import dev.dunlin.spec.uri.ConnectionUri;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One server of a spec by itself, with {@code side} and {@code database}: for a test of its
 * connection.
 *
 * @param pool whose workers shall reach it
 * @param database {@code postgres} when neither a field nor the URI names one
 * @param password as it stood in the text; the endpoint refers to it only in this process
 */
public record ServerSpec(
        Side side, Endpoint endpoint, String pool, String database, Optional<String> password) {

    private static final String MAINTENANCE = "postgres";

    /**
     * Reads a document.
     *
     * @throws SpecException with all errors found
     */
    public static ServerSpec read(JsonNode document) throws SpecException {
        return read(document, true);
    }

    /** The same without a side: what is stored under a name serves both. */
    public static ServerSpec readNamed(JsonNode document) throws SpecException {
        return read(document, false);
    }

    private static ServerSpec read(JsonNode document, boolean sided) throws SpecException {
        if (!document.isObject()) {
            throw SpecException.of("no fields: side, uri and more are needed");
        }
        List<SpecError> errors = new ArrayList<>();
        Map<Side, String> passwords = new EnumMap<>(Side.class);
        Fields fields = Fields.of(document, errors);
        if (sided) {
            fields.required("side");
        }
        Side side = sided ? fields.choice("side", Side.class, Side.SOURCE) : Side.SOURCE;
        Optional<String> database = fields.text("database");
        EndpointFields reader = new EndpointFields(side, fields, passwords);
        Optional<ConnectionUri> uri = reader.read(Map.of());
        Optional<Endpoint> endpoint = uri.map(reader::endpoint);
        String pool = Names.pool(fields, "default");
        if (uri.isPresent()) {
            fields.end();
        }
        if (!errors.isEmpty() || endpoint.isEmpty()) {
            throw new SpecException(errors);
        }
        return new ServerSpec(
                side,
                endpoint.get(),
                pool,
                database.or(() -> uri.flatMap(ConnectionUri::database)).orElse(MAINTENANCE),
                Optional.ofNullable(passwords.get(side)));
    }

    /** Never with the password. */
    @Override
    public String toString() {
        return side.label() + " " + endpoint + "/" + database;
    }
}
