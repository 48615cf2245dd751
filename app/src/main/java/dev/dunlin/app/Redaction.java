package dev.dunlin.app;

import java.util.regex.Pattern;

/** Takes passwords out of text that came from the command line. */
final class Redaction {

    private static final Pattern IN_URI = Pattern.compile("(://[^\\s:/@]*):\\S*@");
    private static final Pattern AS_WORD =
            Pattern.compile("(?i)(password\\s*=\\s*)('[^']*'?|\\S+)");

    private Redaction() {}

    /** The text with every password that can be recognised replaced. */
    static String redacted(String text) {
        String first = IN_URI.matcher(text).replaceAll("$1:***@");
        return AS_WORD.matcher(first).replaceAll("$1***");
    }
}
