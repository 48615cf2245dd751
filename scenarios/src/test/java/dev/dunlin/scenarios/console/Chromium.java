package dev.dunlin.scenarios.console;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The browser and its driver, both of them Debian's packages. */
final class Chromium {

    /** Asks nobody anything: it runs where there is no way out. */
    private static final List<String> FLAGS =
            List.of(
                    "--headless=new",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--disable-dev-shm-usage",
                    "--no-first-run",
                    "--no-default-browser-check",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--disable-extensions",
                    "--force-color-profile=srgb",
                    "--lang=en-GB");

    /** It would say that it has no bindings for a protocol that nobody uses here. */
    private static final Logger QUIET = Logger.getLogger("org.openqa.selenium.devtools");

    private Chromium() {}

    /**
     * Starts a browser with a profile of its own in the directory.
     *
     * @throws AssertionError with what to install when there is none
     */
    static ChromeDriver start(Path profile) {
        QUIET.setLevel(Level.SEVERE);
        File driver = program("chromium-driver", "chromedriver");
        File browser = program("chromium", "chromium");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(browser);
        options.addArguments(FLAGS);
        options.addArguments("--user-data-dir=" + profile);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service =
                new ChromeDriverService.Builder().usingDriverExecutable(driver).build();
        return new ChromeDriver(service, options);
    }

    /** A program of the path; without it the test fails with what to install. */
    static File program(String debianPackage, String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Path::toFile)
                .orElseThrow(
                        () ->
                                new AssertionError(
                                        "tests of the console need "
                                                + name
                                                + ": apt install "
                                                + debianPackage));
    }

    /** Where a browser that is about to start may put its profile. */
    static Path profile() {
        try {
            return Files.createTempDirectory("dunlin-chromium-");
        } catch (IOException e) {
            throw new AssertionError("no room for the browser's profile", e);
        }
    }
}
