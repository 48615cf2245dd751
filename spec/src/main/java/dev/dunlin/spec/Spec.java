package dev.dunlin.spec;

import dev.dunlin.protocol.Endpoint;
import dev.dunlin.protocol.MigrationSpec;
import dev.dunlin.protocol.SecretRef;
import dev.dunlin.protocol.Side;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A spec that was understood. Passwords that stood in it are kept apart: the endpoints hold a
 * {@code SESSION} reference in their place until {@link #with} puts something that may travel
 * there.
 *
 * @param passwords by side, only where one stood in the text
 * @param warnings what the user may not have meant
 */
public record Spec(MigrationSpec migration, Map<Side, String> passwords, List<String> warnings) {

    public Spec {
        passwords = Map.copyOf(passwords);
        warnings = List.copyOf(warnings);
    }

    /** The migration with references in the place of its passwords. */
    public MigrationSpec with(UnaryOperator<String> sealing) {
        Map<Side, Endpoint> endpoints = new EnumMap<>(Side.class);
        endpoints.put(Side.SOURCE, migration.source());
        endpoints.put(Side.TARGET, migration.target());
        passwords.forEach(
                (side, password) ->
                        endpoints.computeIfPresent(
                                side,
                                (_, endpoint) ->
                                        endpoint.with(
                                                new SecretRef(
                                                        SecretRef.Kind.SEALED,
                                                        sealing.apply(password)))));
        return migration.with(
                endpoints.getOrDefault(Side.SOURCE, migration.source()),
                endpoints.getOrDefault(Side.TARGET, migration.target()));
    }

    /** Never with the passwords. */
    @Override
    public String toString() {
        return "spec of " + migration.name();
    }
}
