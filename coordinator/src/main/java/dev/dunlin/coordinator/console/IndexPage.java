package dev.dunlin.coordinator.console;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The document of every view. All addresses in it are relative to its {@code base}, which is the
 * base path; the one piece of text a browser runs that is no file is the import map, and its hash
 * stands in the policy.
 *
 * @param page the document
 * @param policy what it may load and run, as a Content-Security-Policy
 */
record IndexPage(Asset page, String policy) {

    static IndexPage of(Assets assets, String basePath) {
        String imports =
                new TreeMap<>(Assets.LIBRARIES)
                        .keySet().stream()
                                .map(
                                        name ->
                                                "\"%s\":\"./assets/%s/%s\""
                                                        .formatted(
                                                                name,
                                                                assets.stamp(),
                                                                Assets.address(name)))
                                .collect(Collectors.joining(",", "{\"imports\":{", "}}"));
        String template = new String(assets.part("index.html").content(), StandardCharsets.UTF_8);
        String html =
                template.replace("{base}", basePath + "/")
                        .replace("{stamp}", assets.stamp())
                        .replace("{imports}", imports);
        return new IndexPage(
                Asset.of("index.html", html.getBytes(StandardCharsets.UTF_8)), policy(imports));
    }

    private static String policy(String imports) {
        byte[] hash = Assets.sha256().digest(imports.getBytes(StandardCharsets.UTF_8));
        return "default-src 'none'; script-src 'self' 'sha256-"
                + Base64.getEncoder().encodeToString(hash)
                + "'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self';"
                + " base-uri 'self'; form-action 'none'; frame-ancestors 'none'";
    }
}
