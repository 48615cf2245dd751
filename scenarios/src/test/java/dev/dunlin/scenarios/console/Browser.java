package dev.dunlin.scenarios.console;

import dev.dunlin.testkit.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/**
 * What a person does with a browser, by what they see: the names of buttons and fields, never by
 * classes of the style sheet. Every step waits until it is possible.
 */
final class Browser implements AutoCloseable {

    /** How long a person would wait for something that the page itself does. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Dimension SIZE = new Dimension(1280, 1000);

    private final ChromeDriver driver;
    private final URI address;

    Browser(ChromeDriver driver, URI address) {
        this.driver = driver;
        this.address = address;
        driver.manage().window().setSize(SIZE);
    }

    /** Makes the window so high. */
    void tall(int pixels) {
        driver.manage().window().setSize(new Dimension(SIZE.width, pixels));
    }

    /** Goes to a path of the console, as by a link from elsewhere. */
    void open(String path) {
        driver.get(path.startsWith("data:") ? path : address.resolve(path).toString());
    }

    /** The path and query where it is now. */
    String place() {
        URI now = URI.create(driver.getCurrentUrl());
        return now.getRawQuery() == null
                ? now.getRawPath()
                : now.getRawPath() + '?' + now.getQuery();
    }

    /** What can be read now: of the dialog that is open, else of the page. */
    String text() {
        return top().getText();
    }

    /** Waits until a text can be read. */
    void see(String text) {
        see(text, PATIENCE);
    }

    /** Waits so long until a text can be read. */
    void see(String text, Duration patience) {
        Await.value("“" + text + "” is seen", patience, this::text, seen -> seen.contains(text));
    }

    /** Waits until a text cannot be read any more. */
    void miss(String text) {
        Await.value("“" + text + "” is gone", PATIENCE, this::text, seen -> !seen.contains(text));
    }

    /** Presses the button, link or tab of this name. */
    void press(String name) {
        Await.until(
                "“" + name + "” can be pressed",
                PATIENCE,
                () -> {
                    WebElement it = pressable(name);
                    boolean can =
                            it.isEnabled() && !"true".equals(it.getAttribute("aria-disabled"));
                    if (can) {
                        it.click();
                    }
                    return can;
                });
    }

    /** The button, link or tab of this name; a count behind the name is no part of it. */
    WebElement pressable(String name) {
        String quoted = "'" + name + "'";
        return top().findElement(
                        By.xpath(
                                ".//*[self::button or self::a or self::summary]"
                                        + "[normalize-space(.)="
                                        + quoted
                                        + " or normalize-space(text())="
                                        + quoted
                                        + " or @aria-label="
                                        + quoted
                                        + "]"));
    }

    /** Why a button cannot be pressed; empty when it can. */
    String reason(String name) {
        String id = pressable(name).getAttribute("aria-describedby");
        return id == null
                ? ""
                : String.valueOf(
                        driver.executeScript(
                                "return document.getElementById(arguments[0]).textContent", id));
    }

    /** The figure that stands under a label. */
    String figure(String label) {
        return top().findElement(
                        By.xpath(
                                ".//dt[normalize-space(.)='"
                                        + label
                                        + "']/following-sibling::dd[1]"))
                .getText();
    }

    /** Whether there is a button, link, box or field of this name. */
    boolean offers(String name) {
        return !elements("[aria-label^='" + name + "']").isEmpty()
                || elements("button, a").stream().anyMatch(it -> it.getText().equals(name));
    }

    /** Replaces what is in a field. */
    void type(String label, String text) {
        Await.until(
                "“" + label + "” can be typed into",
                PATIENCE,
                () -> {
                    WebElement field = field(label);
                    // As by hand: pages hear of that, and not of a field that is emptied by script.
                    field.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE, text);
                    return true;
                });
    }

    /** Sets or takes away a tick. */
    void tick(String label) {
        Await.until(
                "“" + label + "” can be ticked",
                PATIENCE,
                () -> {
                    field(label).click();
                    return true;
                });
    }

    /** Chooses the one of few that is so called. */
    void choose(String name) {
        top().findElement(By.xpath(".//label[contains(normalize-space(.),'" + name + "')]"))
                .click();
    }

    /** The field, box or list that has this label. */
    private WebElement field(String label) {
        List<WebElement> named = top().findElements(By.cssSelector("[aria-label='" + label + "']"));
        if (!named.isEmpty()) {
            return named.getFirst();
        }
        WebElement its =
                top().findElement(
                                By.xpath(
                                        ".//label[starts-with(normalize-space(.),'"
                                                + label
                                                + "')]"));
        return driver.executeScript("return arguments[0].control", its) instanceof WebElement field
                ? field
                : its;
    }

    /** The text of the first element of a selector. */
    String textOf(String selector) {
        return driver.findElement(By.cssSelector(selector)).getText();
    }

    /** Elements of a selector, whether they are there or not. */
    List<WebElement> elements(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    /** Runs a script in the page; what it returns. */
    @Nullable Object script(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** Runs a script that calls its last argument when it is done, with what it gives. */
    @Nullable Object waitingScript(String script, Object... arguments) {
        driver.manage().timeouts().scriptTimeout(PATIENCE);
        return driver.executeAsyncScript(script, arguments);
    }

    private WebElement top() {
        List<WebElement> dialogs = elements("dialog[open]");
        return dialogs.isEmpty() ? driver.findElement(By.tagName("body")) : dialogs.getLast();
    }

    /** Has pages drawn for the dark or the light. */
    void dark(boolean dark) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of(
                                        "name",
                                        "prefers-color-scheme",
                                        "value",
                                        dark ? "dark" : "light"))));
    }

    /** Waits for what moves by itself: two frames, and what the style sheet animates. */
    void settle() {
        waitingScript(
                """
                const done = arguments[arguments.length - 1];
                setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(done)), 600);
                """);
    }

    /** What the page and the browser complained about since it was asked last. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::toString)
                .toList();
    }

    /** What it shows, as PNG. */
    byte[] picture() {
        return driver.getScreenshotAs(OutputType.BYTES);
    }

    /** Leaves a picture and the document beside it, for whoever looks why a test failed. */
    void leave(Path folder, String name) {
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve(name + ".png"), picture());
            Files.writeString(folder.resolve(name + ".html"), driver.getPageSource());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Begins anew: nobody is signed in and nothing is remembered. What a tab keeps for its session
     * ends with the tab.
     */
    void forget() {
        driver.executeCdpCommand(
                "Storage.clearDataForOrigin",
                Map.of("origin", address.resolve("/").toString(), "storageTypes", "all"));
        String before = driver.getWindowHandle();
        driver.switchTo().newWindow(WindowType.TAB);
        String fresh = driver.getWindowHandle();
        driver.switchTo().window(before).close();
        driver.switchTo().window(fresh);
        dark(false);
    }

    ChromeDriver driver() {
        return driver;
    }

    @Override
    public void close() {
        driver.quit();
    }
}
