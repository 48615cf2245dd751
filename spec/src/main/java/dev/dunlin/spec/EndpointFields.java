package dev.dunlin.spec;

import dev.dunlin.protocol.Endpoint;
import dev.dunlin.protocol.SecretRef;
import dev.dunlin.protocol.Side;
import dev.dunlin.spec.uri.ConnectionUri;
import dev.dunlin.spec.uri.UriException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One server of a spec: by {@code uri}, or by {@code host}, {@code port}, {@code user} and more.
 */
final class EndpointFields {

    private static final Map<SecretRef.Kind, String> REFERENCES = new LinkedHashMap<>();

    static {
        REFERENCES.put(SecretRef.Kind.ENV, "env");
        REFERENCES.put(SecretRef.Kind.FILE, "file");
        REFERENCES.put(SecretRef.Kind.PASSFILE, "passfile");
    }

    private final Side side;
    private final Fields fields;
    private final Map<Side, String> passwords;

    /**
     * @param passwords takes a password that stands in the text
     */
    EndpointFields(Side side, Fields fields, Map<Side, String> passwords) {
        this.side = side;
        this.fields = fields;
        this.passwords = passwords;
    }

    /** The endpoint and the database its URI named; empty when something is wrong with it. */
    Optional<ConnectionUri> read(Map<String, String> environment) {
        Optional<String> uri = fields.text("uri");
        Map<String, String> words = words();
        if (uri.isPresent() && !words.isEmpty()) {
            fields.wrong("", "is given by uri or by its parts, not both");
            return Optional.empty();
        }
        if (uri.isEmpty() && !words.containsKey("host")) {
            fields.wrong("", "names no server: give uri: " + UriException.RIGHT_FORM);
            return Optional.empty();
        }
        try {
            ConnectionUri parsed =
                    uri.isPresent()
                            ? ConnectionUri.parse(uri.get(), environment)
                            : ConnectionUri.of(words, environment);
            parsed.password().ifPresent(password -> passwords.put(side, password));
            return Optional.of(parsed);
        } catch (UriException e) {
            fields.wrong(uri.isPresent() ? "uri" : "", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** The endpoint with the reference to its password. */
    Endpoint endpoint(ConnectionUri uri) {
        Fields from = fields.object("passwordFrom");
        Optional<SecretRef> reference = Optional.empty();
        for (Map.Entry<SecretRef.Kind, String> kind : REFERENCES.entrySet()) {
            Optional<String> name = from.text(kind.getValue());
            if (name.isPresent() && reference.isPresent()) {
                fields.wrong("passwordFrom", "names more than one place");
            }
            if (name.isPresent()) {
                reference = Optional.of(new SecretRef(kind.getKey(), name.get()));
            }
        }
        from.end();
        fields.text("password").ifPresent(password -> passwords.put(side, password));
        if (reference.isPresent() && passwords.containsKey(side)) {
            fields.wrong("passwordFrom", "stands beside a password; give one of them");
        }
        SecretRef held = new SecretRef(SecretRef.Kind.SESSION, side.label());
        return uri.endpoint()
                .with(
                        passwords.containsKey(side)
                                ? held
                                : reference.orElse(uri.endpoint().password()));
    }

    private Map<String, String> words() {
        Map<String, String> words = new TreeMap<>();
        fields.text("host").ifPresent(host -> words.put("host", host));
        fields.text("port").ifPresent(port -> words.put("port", port));
        fields.text("user").ifPresent(user -> words.put("user", user));
        for (String parameter : Endpoint.PARAMETERS) {
            fields.text(parameter).ifPresent(value -> words.put(parameter, value));
        }
        return words;
    }
}
