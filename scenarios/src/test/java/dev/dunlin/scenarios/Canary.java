package dev.dunlin.scenarios;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A word that stands nowhere by chance. What it is part of may hold characters that are written in
 * many ways (URL, JSON, YAML); the word itself is written in one, or in Base64.
 *
 * @param word letters and digits
 */
record Canary(String word) {

    /** A password with everything in it that breaks quoting, around the word. */
    String asPassword() {
        return word + "~ \"'\\&%/@:?#{}$";
    }

    /** Whether it is in there, plain or in Base64 at any place. */
    boolean in(byte[] text) {
        String latin = new String(text, StandardCharsets.ISO_8859_1);
        return forms().stream().anyMatch(latin::contains);
    }

    boolean in(String text) {
        return in(text.getBytes(StandardCharsets.UTF_8));
    }

    /** In Base64 a word looks in three ways, by where it begins; its ends depend on neighbours. */
    private List<String> forms() {
        List<String> forms = new ArrayList<>(List.of(word));
        for (int before = 0; before < 3; before++) {
            byte[] padded = ("x".repeat(before) + word).getBytes(StandardCharsets.UTF_8);
            String encoded = Base64.getEncoder().withoutPadding().encodeToString(padded);
            forms.add(encoded.substring(before == 0 ? 0 : before + 1, encoded.length() - 2));
        }
        return forms;
    }
}
