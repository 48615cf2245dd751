package dev.dunlin.scenarios.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A server and a browser, started once for all tests of this JVM and ended with it. */
record Console(ConsoleServer server, Browser browser) {

    static Console shared() {
        return Shared.CONSOLE;
    }

    /** Signs in as who may do everything. */
    void signIn() {
        signIn(server.token());
    }

    /** Signs in with a token, as a person does. */
    void signIn(String token) {
        browser.open("sign-in");
        browser.type("Token", token);
        browser.press("Sign in");
        browser.see("Migrations");
    }

    private static final class Shared {
        private static final Console CONSOLE = start();

        private static Console start() {
            try {
                Path home = Files.createTempDirectory("dunlin-console-");
                Path profile = Chromium.profile();
                ConsoleServer server = ConsoleServer.start(home);
                Browser browser = new Browser(Chromium.start(profile), server.address());
                Runtime.getRuntime()
                        .addShutdownHook(
                                new Thread(
                                        () -> {
                                            browser.close();
                                            server.close();
                                            delete(profile);
                                            delete(home);
                                        }));
                return new Console(server, browser);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void delete(Path tree) {
            try (Stream<Path> paths = Files.walk(tree)) {
                paths.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
            } catch (IOException | UncheckedIOException _) {
                return;
            }
        }
    }
}
