package dev.dunlin.coordinator.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All files of the console by name: its own under {@code console/}, libraries under {@code lib/}.
 *
 * @param stamp changes when any file does; stands in every address, so that browsers may keep files
 *     for ever
 */
record Assets(SortedMap<String, Asset> files, String stamp) {

    private static final String OWN = "files";
    private static final int STAMP_BYTES = 8;

    /** Libraries by the name that modules import; the value is where their jar has them. */
    static final Map<String, String> LIBRARIES =
            Map.of(
                    "preact", "webjars/preact/10.28.0/dist/preact.module.js",
                    "preact/hooks", "webjars/preact/10.28.0/hooks/dist/hooks.module.js",
                    "htm", "_static/htm/3.1.1/dist/htm.module.js",
                    "uplot", "webjars/uplot/1.6.30/dist/uPlot.esm.js");

    private static final String UPLOT_STYLE = "webjars/uplot/1.6.30/dist/uPlot.min.css";

    /** Reads them from the class path. */
    static Assets read() {
        SortedMap<String, Asset> files = new TreeMap<>();
        try {
            own(files);
            for (Map.Entry<String, String> library : LIBRARIES.entrySet()) {
                files.put(address(library.getKey()), library(library.getValue()));
            }
            files.put("lib/uplot.css", library(UPLOT_STYLE));
        } catch (IOException e) {
            throw new UncheckedIOException("the console's files cannot be read", e);
        }
        return new Assets(files, stamp(files));
    }

    /** Where the file of a library is, under its stamp. */
    static String address(String library) {
        return "lib/" + library.replace('/', '-') + ".js";
    }

    Optional<Asset> file(String name) {
        return Optional.ofNullable(files.get(name));
    }

    /** The document and whatever else is not a file on its own. */
    Asset part(String name) {
        return file("console/" + name).orElseThrow(() -> new IllegalStateException(name));
    }

    private static void own(SortedMap<String, Asset> files) throws IOException {
        URL root = Assets.class.getResource(OWN);
        if (root == null) {
            throw new IOException("they are not on the class path");
        }
        try {
            if (root.getProtocol().equals("file")) {
                walk(Path.of(root.toURI()), files);
                return;
            }
            String[] place = root.toURI().toString().split("!", 2);
            try (FileSystem jar = FileSystems.newFileSystem(URI.create(place[0]), Map.of())) {
                walk(jar.getPath(place[1]), files);
            } catch (FileSystemAlreadyExistsException _) {
                walk(FileSystems.getFileSystem(URI.create(place[0])).getPath(place[1]), files);
            }
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private static void walk(Path root, SortedMap<String, Asset> files) throws IOException {
        try (Stream<Path> found = Files.walk(root)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                String name = root.relativize(file).toString().replace('\\', '/');
                files.put("console/" + name, Asset.of(name, Files.readAllBytes(file)));
            }
        }
    }

    private static Asset library(String path) throws IOException {
        try (var in = Assets.class.getResourceAsStream("/META-INF/resources/" + path)) {
            if (in == null) {
                throw new IOException(path + " is in no jar");
            }
            return Asset.of(path, in.readAllBytes());
        }
    }

    private static String stamp(SortedMap<String, Asset> files) {
        MessageDigest digest = sha256();
        files.forEach(
                (name, asset) -> {
                    digest.update(name.getBytes(StandardCharsets.UTF_8));
                    digest.update(asset.content());
                });
        return HexFormat.of().formatHex(digest.digest(), 0, STAMP_BYTES);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JVM has no SHA-256", e);
        }
    }
}
