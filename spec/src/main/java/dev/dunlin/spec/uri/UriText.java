package dev.dunlin.spec.uri;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A connection URI after its scheme: {@code [user[:password]@][host][:port][/dbname][?name=value]}.
 * Cut as libpq does: user and password end at the first '@' that stands before any '/'.
 */
final class UriText {

    private final String text;
    private final Map<String, String> words = LibpqKeywords.words();

    UriText(String text) {
        this.text = text;
    }

    /** The libpq keywords of the text. */
    Map<String, String> words() throws UriException {
        String rest = afterCredentials();
        int query = rest.indexOf('?');
        String place = query < 0 ? rest : rest.substring(0, query);
        int slash = place.indexOf('/');
        authority(slash < 0 ? place : place.substring(0, slash));
        put("dbname", slash < 0 ? "" : place.substring(slash + 1));
        if (query >= 0) {
            parameters(rest.substring(query + 1));
        }
        return words;
    }

    private String afterCredentials() throws UriException {
        int at = text.indexOf('@');
        int slash = text.indexOf('/');
        if (at < 0 || (slash >= 0 && slash < at)) {
            return text;
        }
        String credentials = text.substring(0, at);
        int colon = credentials.indexOf(':');
        put("user", colon < 0 ? credentials : credentials.substring(0, colon));
        put("password", colon < 0 ? "" : credentials.substring(colon + 1));
        return text.substring(at + 1);
    }

    private void authority(String authority) throws UriException {
        String port;
        if (authority.startsWith("[")) {
            int end = authority.indexOf(']');
            if (end < 2) {
                throw new UriException("'[' opens an IPv6 address that ']' does not close");
            }
            put("host", authority.substring(1, end));
            port = authority.substring(end + 1);
            if (!port.isEmpty() && !port.startsWith(":")) {
                throw new UriException("after the ']' of an IPv6 address comes ':' and the port");
            }
        } else {
            int colon = authority.indexOf(':');
            put("host", colon < 0 ? authority : authority.substring(0, colon));
            port = colon < 0 ? "" : authority.substring(colon);
        }
        if (!port.isEmpty()) {
            put("port", port.substring(1));
        }
    }

    private void parameters(String query) throws UriException {
        for (String parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            if (equals < 1) {
                throw new UriException("after '?' come name=value pairs with '&' between them");
            }
            String name = decoded(parameter.substring(0, equals), "a parameter");
            String value = decoded(parameter.substring(equals + 1), "'" + name + "'");
            if (name.equals("ssl") && value.equals("true")) {
                name = "sslmode";
                value = "require";
            }
            LibpqKeywords.requireKnown(name);
            words.put(name, value);
        }
    }

    private void put(String keyword, String encoded) throws UriException {
        if (!encoded.isEmpty()) {
            words.put(keyword, decoded(encoded, "the " + keyword));
        }
    }

    private static String decoded(String encoded, String what) throws UriException {
        if (encoded.indexOf('%') < 0) {
            return encoded;
        }
        byte[] bytes = encoded.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '%') {
                out.write(bytes[i]);
                continue;
            }
            int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                throw new UriException(
                        "in " + what + ", '%' is not followed by two hex digits (write it as %25)");
            }
            out.write(high * 16 + low);
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(out.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new UriException(what + " does not decode to UTF-8 text");
        }
    }
}
