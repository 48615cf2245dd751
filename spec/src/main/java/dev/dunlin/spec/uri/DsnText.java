package dev.dunlin.spec.uri;

import java.util.Map;

/**
 * A {@code key=value} connection string: words with spaces between them, a value with spaces in
 * single quotes, a backslash before a quote or a backslash.
 */
final class DsnText {

    private final String text;
    private int at;

    DsnText(String text) {
        this.text = text;
    }

    /** The libpq keywords of the text. */
    Map<String, String> words() throws UriException {
        Map<String, String> words = LibpqKeywords.words();
        skipSpaces();
        while (at < text.length()) {
            String keyword = keyword();
            LibpqKeywords.requireKnown(keyword);
            String value = peek() == '\'' ? quoted(keyword) : plain();
            if (!value.isEmpty()) {
                words.put(keyword, value);
            }
            skipSpaces();
        }
        return words;
    }

    private String keyword() throws UriException {
        int start = at;
        while (at < text.length() && peek() != '=' && !Character.isWhitespace(peek())) {
            at++;
        }
        String keyword = text.substring(start, at);
        skipSpaces();
        if (keyword.isEmpty() || peek() != '=') {
            throw new UriException(
                    "a word is not key=value (quote a value with spaces: password='two words')");
        }
        at++;
        skipSpaces();
        return keyword;
    }

    private String plain() {
        StringBuilder value = new StringBuilder();
        while (at < text.length() && !Character.isWhitespace(peek())) {
            value.append(taken());
        }
        return value.toString();
    }

    private String quoted(String keyword) throws UriException {
        StringBuilder value = new StringBuilder();
        at++;
        while (at < text.length() && peek() != '\'') {
            value.append(taken());
        }
        if (at >= text.length()) {
            throw new UriException("the quoted value of '" + keyword + "' is not closed");
        }
        at++;
        return value.toString();
    }

    private char taken() {
        if (peek() == '\\' && at + 1 < text.length()) {
            at++;
        }
        return text.charAt(at++);
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private void skipSpaces() {
        while (at < text.length() && Character.isWhitespace(peek())) {
            at++;
        }
    }
}
